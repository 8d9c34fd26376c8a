/**
 * How long answers took in the last minute.
 *
 * The workers count since they started and know nothing of it: the main thread remembers how far they had counted.
 *
 * @module
 */
import type { Durations } from "../channel/histogram.ts";

/** Between two looks, in milliseconds: the last minute is by so much longer at most. */
const LOOK = 5000;
/** What is looked back, in milliseconds. */
const MINUTE = 60_000;

/** Looks at growing counts, and holds a minute of looks: 2 KB each. */
export class RecentDurations {
  readonly #read: () => Durations;
  readonly #now: () => number;
  /** The newest last; the first one is a minute old, or all there is. */
  readonly #looks: { readonly at: number; readonly durations: Durations }[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;

  /**
   * @param read What was counted up to now.
   * @param now A monotonic time in milliseconds.
   */
  constructor(read: () => Durations, now: () => number = () => performance.now()) {
    this.#read = read;
    this.#now = now;
    this.look();
  }

  /** Begins to look. */
  start(): void {
    this.#timer = setInterval(() => this.look(), LOOK);
  }

  /** Stops looking. */
  stop(): void {
    clearInterval(this.#timer);
  }

  /** Looks once. */
  look(): void {
    this.#looks.push({ at: this.#now(), durations: this.#read() });
    this.#forget();
  }

  /** Those of the last minute. */
  get lastMinute(): Durations {
    this.#forget();
    const all = this.#read();
    const first = this.#looks[0];
    return first === undefined ? all : all.since(first.durations);
  }

  /** Forgets looks behind which there is another one that is a minute old. */
  #forget(): void {
    const old = this.#now() - MINUTE;
    while ((this.#looks[1]?.at ?? Infinity) <= old) this.#looks.shift();
  }
}
