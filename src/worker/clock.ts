/**
 * The time as a serving thread needs it: the Date field's text, made once a second.
 *
 * @module
 */
import { formatHttpDate } from "../http/http_date.ts";

const SECOND = 1000;

/** What a user of the clock may ask. */
export interface ReadableClock {
  /** The current second as an IMF-fixdate. */
  readonly date: string;
}

/** Ticks at every full second and keeps the Date text of the current one. */
export class Clock implements ReadableClock {
  #second = -1;
  #date = "";
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Makes a clock that shows the current time and stands still until {@linkcode start}. */
  constructor() {
    this.#show(Date.now());
  }

  /** The current second as an IMF-fixdate. */
  get date(): string {
    return this.#date;
  }

  /** Begins to tick. */
  start(): void {
    const now = Date.now();
    this.#show(now);
    this.#timer = setTimeout(() => this.start(), SECOND - now % SECOND);
  }

  /** Stops ticking. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #show(now: number): void {
    const second = Math.floor(now / SECOND);
    if (second === this.#second) return;
    this.#second = second;
    this.#date = formatHttpDate(second * SECOND);
  }
}
