/**
 * How long answers took in the last minute.
 *
 * The workers count since they started and know nothing of it: the main thread remembers how far they had counted.
 *
 * @module
 */
import type { Durations } from "../channel/histogram.ts";
import { Looks } from "./looks.ts";

/** Between two looks, in milliseconds: the last minute is by so much longer at most. */
const LOOK = 5000;
/** What is looked back, in milliseconds. */
const MINUTE = 60_000;
/** Looks that hold a minute, and one that is older. */
const MOST = MINUTE / LOOK + 2;

/** Looks at growing counts, and holds a minute of looks: 2 KB each. */
export class RecentDurations {
  readonly #read: () => Durations;
  readonly #now: () => number;
  /** To be begun and stopped. */
  readonly looks: Looks<Durations>;

  /**
   * @param read What was counted up to now.
   * @param now A monotonic time in milliseconds.
   */
  constructor(read: () => Durations, now: () => number = () => performance.now()) {
    this.#read = read;
    this.#now = now;
    this.looks = new Looks({ read, now, every: LOOK, most: MOST });
  }

  /** Those of the last minute. */
  get lastMinute(): Durations {
    const all = this.#read();
    const first = this.looks.before(this.#now() - MINUTE);
    return first === undefined ? all : all.since(first.value);
  }
}
