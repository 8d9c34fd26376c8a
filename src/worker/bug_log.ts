/**
 * Bugs told to the operator.
 *
 * @module
 */
import { BoundedNotices } from "./bounded_notices.ts";
import { bugReport } from "./bug_report.ts";

/** For so long the stack of a bug is not told again where the same one is met, in milliseconds. */
const KNOWN_FOR = 60_000;

/** Tells every bug while they are few, and their number when they are many; its stack once a minute. */
export class BugLog {
  readonly #notices: BoundedNotices;
  readonly #now: () => number;
  /** The lines behind the first of the bug that was told whole last, and when. */
  #known: { readonly stack: string; readonly at: number } | undefined;

  /**
   * @param notice Takes a line for the operator.
   * @param now A monotonic time in milliseconds.
   */
  constructor(notice: (line: string) => void, now: () => number = () => performance.now()) {
    this.#now = now;
    this.#notices = new BoundedNotices(notice, (count) => `bug: ${count} more were met and not told`, now);
  }

  /**
   * Tells a bug.
   *
   * @param during What was being done, such as a request line.
   */
  report(error: unknown, during: string): void {
    this.#notices.tell(() => this.#toldOnce(bugReport(error, during)));
  }

  /** A prompt shows some twenty lines: ten stacks that are the same would take all else away from it. */
  #toldOnce(report: string): string {
    const end = report.indexOf("\n");
    if (end === -1) return report;
    const stack = report.slice(end);
    const known = this.#known;
    const now = this.#now();
    if (known?.stack === stack && now - known.at < KNOWN_FOR) {
      return `${report.slice(0, end)} (where it was before)`;
    }
    this.#known = { stack, at: now };
    return report;
  }
}
