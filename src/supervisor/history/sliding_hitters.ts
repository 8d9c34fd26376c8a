/**
 * What occurred most often lately.
 *
 * @module
 */
import { HeavyHitters, type Hitter, type Occurrence } from "./heavy_hitters.ts";

/** How much time the window is made of. */
export interface Window {
  /** Milliseconds of one slice. */
  readonly slice: number;
  /** Slices that are looked at. */
  readonly slices: number;
}

/** What a window has of a key. */
export interface WindowHitter {
  readonly key: string;
  /** The middle of what may be. */
  readonly count: number;
  /** By how much the count may be off, either way. */
  readonly error: number;
  /** What was said with the key last. */
  readonly note: string | undefined;
}

/** How many standard deviations an error has where few were counted for many: it holds 997 times of 1000. */
const DEVIATIONS = 3;

/** Heavy hitters by slices of time, of which the oldest are forgotten. */
export class SlidingHitters {
  readonly #capacity: number;
  readonly #window: Window;
  /** By their number, the oldest first. */
  readonly #slices: Map<number, HeavyHitters> = new Map();

  /** @param capacity keys that are counted in each slice */
  constructor(capacity: number, window: Window) {
    this.#capacity = capacity;
    this.#window = window;
  }

  /** How many keys are counted in all slices. */
  get size(): number {
    return this.#slices.values().reduce((sum, { size }) => sum + size, 0);
  }

  /** Counts an occurrence. */
  add(occurrence: Occurrence, now: number): void {
    const number = this.#numberOf(now);
    let slice = this.#slices.get(number);
    if (slice === undefined) {
      this.#forget(number);
      slice = new HeavyHitters(this.#capacity);
      this.#slices.set(number, slice);
    }
    slice.add(occurrence);
  }

  /** The keys that occurred most often, the first one first. */
  top(limit: number, now: number): readonly WindowHitter[] {
    this.#forget(this.#numberOf(now));
    const merged = this.#merged().toSorted((a, b) => b.count - b.error / 2 - (a.count - a.error / 2));
    return merged.slice(0, limit).map(({ key, count, error, variance, note }) => ({
      key,
      count: count - error / 2,
      error: error / 2 + DEVIATIONS * Math.sqrt(variance),
      note,
    }));
  }

  /** Adds the slices up: a key that one does not have may have occurred in it as often as that one does not see. */
  #merged(): Hitter[] {
    const slices = [...this.#slices.values()];
    const unseen = slices.reduce((sum, slice) => sum + slice.unseen, 0);
    const sums = new Map<string, Hitter>();
    for (const slice of slices) {
      for (const { key, count, error, variance, note } of slice.hitters()) {
        const sum = sums.get(key);
        sums.set(key, {
          key,
          count: (sum?.count ?? unseen) + count - slice.unseen,
          error: (sum?.error ?? unseen) + error - slice.unseen,
          variance: (sum?.variance ?? 0) + variance,
          note: note ?? sum?.note,
        });
      }
    }
    return [...sums.values()];
  }

  #numberOf(now: number): number {
    return Math.floor(now / this.#window.slice);
  }

  #forget(current: number): void {
    for (const number of this.#slices.keys()) {
      if (number <= current - this.#window.slices) this.#slices.delete(number);
    }
  }
}
