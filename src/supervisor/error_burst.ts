/**
 * Noticing that the server fails its clients: many answers of 5xx in a short time.
 *
 * @module
 */

/** What is watched. */
export interface ErrorBurstOptions {
  /** Answers of 5xx so far. */
  readonly errors: () => number;
  /** Whether they are meant to be, as in a maintenance. */
  readonly excused: () => boolean;
  /** Takes a line for the operator. */
  readonly notify: (line: string) => void;
}

/** How often it looks, in milliseconds. */
const LOOK = 1000;
/** So many in one look are a burst. */
const MANY = 10;
/** Looks after a burst that is told of before another is. */
const QUIET_LOOKS = 60;

/** Tells of a burst, once a minute at most. */
export class ErrorBurst {
  readonly #options: ErrorBurstOptions;
  #before: number;
  #quiet = 0;
  #wasExcused: boolean;

  /** Begins to count now. */
  constructor(options: ErrorBurstOptions) {
    this.#options = options;
    this.#before = options.errors();
    this.#wasExcused = options.excused();
  }

  /** Looks every second, until the signal is aborted. */
  start(signal: AbortSignal): void {
    const timer = setInterval(() => this.look(), LOOK);
    signal.addEventListener("abort", () => clearInterval(timer), { once: true });
  }

  /** Looks once. */
  look(): void {
    const { errors, excused, notify } = this.#options;
    const now = errors();
    const more = now - this.#before;
    const isExcused = excused();
    const isMeant = isExcused || this.#wasExcused;
    this.#before = now;
    this.#wasExcused = isExcused;
    this.#quiet--;
    if (more < MANY || isMeant || this.#quiet > 0) return;
    this.#quiet = QUIET_LOOKS;
    notify(
      `${more} answers of the last second were errors of the server (5xx): 'log status>=500' shows them`,
    );
  }
}
