/**
 * What may happen often, told to the operator: every time while that is seldom, and how often when it is not.
 *
 * @module
 */

/** How many are told in each stretch of time. */
const MOST_TOLD = 10;
/** That stretch, in milliseconds. */
const STRETCH = 10_000;

/** Tells things; one that each of ten thousand requests a second meets must not bury the log nor fill the memory. */
export class BoundedNotices {
  readonly #notice: (line: string) => void;
  readonly #untold: (count: number) => string;
  readonly #now: () => number;
  #since = -Infinity;
  #met = 0;

  /**
   * @param notice Takes a line for the operator.
   * @param untold The line that says how many were not told.
   * @param now A monotonic time in milliseconds.
   */
  constructor(
    notice: (line: string) => void,
    untold: (count: number) => string,
    now: () => number = () => performance.now(),
  ) {
    this.#notice = notice;
    this.#untold = untold;
    this.#now = now;
  }

  /**
   * Tells of one more.
   *
   * @param line Makes the line, if it is to be told.
   */
  tell(line: () => string): void {
    const now = this.#now();
    if (now - this.#since >= STRETCH) {
      const untold = this.#met - MOST_TOLD;
      if (untold > 0) this.#notice(this.#untold(untold));
      this.#since = now;
      this.#met = 0;
    }
    if (++this.#met <= MOST_TOLD) this.#notice(line());
  }
}
