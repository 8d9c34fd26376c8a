/**
 * Bugs told to the operator: every one while they are few, and their number when they are many.
 *
 * @module
 */
import { bugReport } from "./bug_report.ts";

/** How many are told in each stretch of time. */
const MOST_TOLD = 10;
/** That stretch, in milliseconds. */
const STRETCH = 10_000;

/** Tells bugs; one that each of ten thousand requests a second meets must not bury the log nor fill the memory. */
export class BugLog {
  readonly #notice: (line: string) => void;
  readonly #now: () => number;
  #since = -Infinity;
  #met = 0;

  /**
   * @param notice Takes a line for the operator.
   * @param now A monotonic time in milliseconds.
   */
  constructor(notice: (line: string) => void, now: () => number = () => performance.now()) {
    this.#notice = notice;
    this.#now = now;
  }

  /**
   * Tells a bug.
   *
   * @param during What was being done, such as a request line.
   */
  report(error: unknown, during: string): void {
    const now = this.#now();
    if (now - this.#since >= STRETCH) {
      const untold = this.#met - MOST_TOLD;
      if (untold > 0) this.#notice(`bug: ${untold} more were met and not told`);
      this.#since = now;
      this.#met = 0;
    }
    if (++this.#met <= MOST_TOLD) this.#notice(bugReport(error, during));
  }
}
