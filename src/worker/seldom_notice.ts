/**
 * Telling the operator of something that may happen a thousand times a second.
 *
 * @module
 */

/** One line a minute, in milliseconds. */
const EVERY = 60_000;

/** Passes a line on, and swallows those that follow within a minute. */
export class SeldomNotice {
  readonly #notice: (line: string) => void;
  #toldAt = -Infinity;

  /** @param notice Takes a line for the operator. */
  constructor(notice: (line: string) => void) {
    this.#notice = notice;
  }

  /** Tells the operator, unless that was done lately. */
  tell(line: string): void {
    const now = performance.now();
    if (now - this.#toldAt < EVERY) return;
    this.#toldAt = now;
    this.#notice(line);
  }
}
