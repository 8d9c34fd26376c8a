/**
 * What occurs most often in a stream of any length, in memory of a fixed size: Space-Saving (Metwally, Agrawal,
 * El Abbadi: Efficient Computation of Frequent and Top-k Elements in Data Streams, 2005).
 *
 * So many keys are counted. A new one takes the place of the one that was counted least, and begins with its count,
 * which is its error from then on: a key is never counted too low, and too high by its error at most. Whatever makes
 * up more than one part in the number of keys of all that was counted is among them.
 *
 * @module
 */

/** A key and what is known of it. */
export interface Hitter {
  readonly key: string;
  /** Never too low. */
  readonly count: number;
  /** By how much the count may be too high. */
  readonly error: number;
  /** The variance that comes of counting a few for many; 0 where all were counted. */
  readonly variance: number;
  /** What was said with it last. */
  readonly note: string | undefined;
}

/** One occurrence, or what stands for several. */
export interface Occurrence {
  readonly key: string;
  readonly weight: number;
  /** Default: 0. */
  readonly variance?: number;
  /** Is kept until there is another one. */
  readonly note?: string | undefined;
}

interface Counter {
  key: string;
  count: number;
  error: number;
  variance: number;
  note: string | undefined;
  /** Its place in the heap. */
  place: number;
}

/** Counts keys. */
export class HeavyHitters {
  readonly #capacity: number;
  readonly #counters: Map<string, Counter> = new Map();
  /** The least count first: a binary heap. */
  readonly #heap: Counter[] = [];

  /** @param capacity how many keys are counted at a time */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** How many keys are counted now. */
  get size(): number {
    return this.#heap.length;
  }

  /** A key that is not counted occurred no more often than this. */
  get unseen(): number {
    return this.#heap.length < this.#capacity ? 0 : this.#heap[0]?.count ?? 0;
  }

  /** Counts an occurrence. */
  add({ key, weight, variance = 0, note }: Occurrence): void {
    const counter = this.#counters.get(key) ?? this.#place(key);
    counter.count += weight;
    counter.variance += variance;
    counter.note = note ?? counter.note;
    this.#sink(counter);
  }

  /** All that are counted, in no order. */
  hitters(): IterableIterator<Hitter> {
    return this.#heap.values();
  }

  /** A counter for a new key. */
  #place(found: string): Counter {
    const key = detached(found);
    const least = this.#heap[0];
    if (least === undefined || this.#heap.length < this.#capacity) {
      const counter = { key, count: 0, error: 0, variance: 0, note: undefined, place: this.#heap.length };
      this.#counters.set(key, counter);
      this.#heap.push(counter);
      this.#rise(counter);
      return counter;
    }
    this.#counters.delete(least.key);
    this.#counters.set(key, least);
    least.key = key;
    least.error = least.count;
    least.variance = 0;
    least.note = undefined;
    return least;
  }

  #rise(counter: Counter): void {
    for (;;) {
      const parent = this.#heap[(counter.place - 1) >> 1];
      if (counter.place === 0 || parent === undefined || parent.count <= counter.count) return;
      this.#swap(counter, parent);
    }
  }

  #sink(counter: Counter): void {
    for (;;) {
      const left = this.#heap[2 * counter.place + 1];
      const right = this.#heap[2 * counter.place + 2];
      const least = right !== undefined && left !== undefined && right.count < left.count ? right : left;
      if (least === undefined || least.count >= counter.count) return;
      this.#swap(counter, least);
    }
  }

  #swap(a: Counter, b: Counter): void {
    [a.place, b.place] = [b.place, a.place];
    this.#heap[a.place] = a;
    this.#heap[b.place] = b;
  }
}

/** The same text in memory of its own: the runtime keeps the whole of what a part was cut from. */
function detached(text: string): string {
  return Array.from(text).join("");
}
