/**
 * Hot files in memory, bounded in bytes.
 *
 * @module
 */

/** What a cache entry must tell. */
export interface CacheEntry {
  /** Memory that the entry holds, in bytes. */
  readonly weight: number;
}

/** Where entries are kept. */
export interface EntryCache<Entry> {
  /** The entry of this key. */
  get(key: string): Entry | undefined;
  /** Keeps an entry, if it can. */
  set(key: string, entry: Entry): void;
  /** Forgets an entry. */
  delete(key: string): void;
}

interface Slot<Entry> {
  readonly entry: Entry;
  /** What was counted for it: an entry may grow until it is set again. */
  readonly weight: number;
  used: boolean;
}

/** What an entry costs beside its bytes: objects, key, serialised head. An estimate. */
const OVERHEAD = 1024;

/**
 * Entries by key; when full, those not asked for lately go first.
 *
 * A hit only sets a flag: eviction walks from the oldest entry and gives each one that was used since its
 * last visit a second chance. That keeps nearly as good a choice as strict least-recently-used order
 * without moving an entry at every hit.
 */
export class FileCache<Entry extends CacheEntry> implements EntryCache<Entry> {
  readonly #slots: Map<string, Slot<Entry>> = new Map();
  readonly #capacity: number;
  #bytes = 0;
  /** How often an entry was asked for and was there. */
  hits = 0;
  /** How often it was not there. */
  misses = 0;

  /** @param capacity Most bytes held, overhead included; 0 switches the cache off. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Bytes held, overhead included. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Number of entries. */
  get size(): number {
    return this.#slots.size;
  }

  /** All entries and their keys, not counted as asked for. */
  *entries(): Generator<readonly [key: string, entry: Entry]> {
    for (const [key, { entry }] of this.#slots) yield [key, entry];
  }

  /** The entry of this key. */
  get(key: string): Entry | undefined {
    const slot = this.#slots.get(key);
    if (slot === undefined) {
      this.misses++;
      return undefined;
    }
    this.hits++;
    slot.used = true;
    return slot.entry;
  }

  /** Keeps an entry, unless it is larger than the whole cache. */
  set(key: string, entry: Entry): void {
    this.delete(key);
    const weight = entry.weight + OVERHEAD;
    if (weight > this.#capacity) return;
    this.#makeRoom(weight);
    this.#slots.set(key, { entry, weight, used: false });
    this.#bytes += weight;
  }

  /** Forgets an entry. */
  delete(key: string): void {
    const slot = this.#slots.get(key);
    if (slot === undefined) return;
    this.#slots.delete(key);
    this.#bytes -= slot.weight;
  }

  #makeRoom(weight: number): void {
    for (const [key, slot] of this.#slots) {
      if (this.#bytes + weight <= this.#capacity) return;
      this.#slots.delete(key);
      if (slot.used) {
        // The walk meets it again at the end, its flag cleared: every walk ends.
        slot.used = false;
        this.#slots.set(key, slot);
      } else {
        this.#bytes -= slot.weight;
      }
    }
  }
}
