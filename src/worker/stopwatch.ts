/**
 * When requests begin and end, for those who record them.
 *
 * @module
 */

/**
 * The time in milliseconds by `performance.now()`, asked for as seldom as can be: it takes a fiftieth of what a hot
 * file does. Where requests are answered one behind the other in one turn of the event loop, the next one begins when
 * the last one ends.
 */
export class Stopwatch {
  #now = 0;
  #isRunning = false;
  /** One function for all turns: there are thousands a second. */
  readonly #stop = (): void => {
    this.#isRunning = false;
  };

  /** When the request begins that is looked at now. */
  begin(): number {
    if (this.#isRunning) return this.#now;
    this.#isRunning = true;
    queueMicrotask(this.#stop);
    return this.#now = performance.now();
  }

  /** When the request ends whose answer is whole now. */
  end(): number {
    return this.#now = performance.now();
  }
}
