/**
 * Bugs told to the operator.
 *
 * @module
 */
import { BoundedNotices } from "./bounded_notices.ts";
import { bugReport } from "./bug_report.ts";

/** Tells every bug while they are few, and their number when they are many. */
export class BugLog {
  readonly #notices: BoundedNotices;

  /**
   * @param notice Takes a line for the operator.
   * @param now A monotonic time in milliseconds.
   */
  constructor(notice: (line: string) => void, now?: () => number) {
    this.#notices = new BoundedNotices(notice, (count) => `bug: ${count} more were met and not told`, now);
  }

  /**
   * Tells a bug.
   *
   * @param during What was being done, such as a request line.
   */
  report(error: unknown, during: string): void {
    this.#notices.tell(() => bugReport(error, during));
  }
}
