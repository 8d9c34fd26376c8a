/**
 * How fast numbers grow: over the last second, minute and quarter of an hour.
 *
 * @module
 */
import { Looks } from "./looks.ts";

/** Growth a second. */
export interface Rates {
  /** Over the last second. */
  readonly second: number;
  /** Over the last minute, or as long as there is anything to go by. */
  readonly minute: number;
  /** Over the last 15 minutes, likewise. */
  readonly quarter: number;
}

/** One look a second, in milliseconds. */
const LOOK = 1000;
/** The looks of a quarter of an hour, and the one before them. */
const MOST = 15 * 60 + 1;

/** Looks at a number once a second; holds a quarter of an hour of looks. */
export class RateMeter {
  /** To be begun and stopped. */
  readonly looks: Looks<number>;

  /**
   * @param read The number, which only grows.
   * @param now A monotonic time in milliseconds.
   */
  constructor(read: () => number, now: () => number = () => performance.now()) {
    this.looks = new Looks({ read, now, every: LOOK, most: MOST });
  }

  /** What the looks tell. */
  get rates(): Rates {
    return { second: this.#over(1), minute: this.#over(60), quarter: this.#over(15 * 60) };
  }

  #over(looks: number): number {
    const last = this.looks.back(0);
    const first = this.looks.back(looks);
    if (last === undefined || first === undefined || last.at === first.at) return 0;
    return (last.value - first.value) * 1000 / (last.at - first.at);
  }
}
