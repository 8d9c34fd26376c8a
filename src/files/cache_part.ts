/**
 * One cache for several sites.
 *
 * @module
 */
import type { EntryCache } from "./file_cache.ts";

/** A part of a cache with keys of its own. The bound is that of the whole: what is hot stays, whosesoever it is. */
export class CachePart<Entry> implements EntryCache<Entry> {
  readonly #whole: EntryCache<Entry>;
  readonly #prefix: string;

  /**
   * Makes a part of a cache.
   *
   * @param prefix Set before every key: no other part has one that starts in the same way.
   */
  constructor(whole: EntryCache<Entry>, prefix: string) {
    this.#whole = whole;
    this.#prefix = prefix;
  }

  /** The entry of this key. */
  get(key: string): Entry | undefined {
    return this.#whole.get(this.#prefix + key);
  }

  /** Keeps an entry, unless it is larger than the whole cache. */
  set(key: string, entry: Entry): void {
    this.#whole.set(this.#prefix + key, entry);
  }

  /** Forgets an entry. */
  delete(key: string): void {
    this.#whole.delete(this.#prefix + key);
  }
}
