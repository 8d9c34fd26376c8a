/**
 * How a worker is doing: requests a second, memory, and how late its event loop is.
 *
 * @module
 */
import type { WorkerVitals } from "../channel/questions.ts";

/** One sign of life. */
interface Beat {
  /** By `performance.now()`. */
  readonly time: number;
  readonly requests: number;
  /** Milliseconds by which it came late. */
  readonly lag: number;
}

/** Beats that are kept: those of ten seconds. */
const MOST_BEATS = 20;
/** Beats over which requests a second are told. */
const RATE_BEATS = 4;

/** What is remembered of a worker's last seconds. */
export class Vitals {
  readonly #index: number;
  readonly #period: number;
  readonly #beats: Beat[] = [];

  /**
   * @param index the worker's number
   * @param period milliseconds from one beat to the next
   */
  constructor(index: number, period: number) {
    this.#index = index;
    this.#period = period;
  }

  /** A sign of life. */
  beat(time: number, requests: number): void {
    const last = this.#beats.at(-1);
    const lag = last === undefined ? 0 : Math.max(0, time - last.time - this.#period);
    this.#beats.push({ time, requests, lag });
    if (this.#beats.length > MOST_BEATS) this.#beats.shift();
  }

  /** By how much the event loop was late at most in the last ten seconds, in milliseconds. */
  get lag(): number {
    return Math.max(0, ...this.#beats.map(({ lag }) => lag));
  }

  /** How it is doing. */
  get now(): WorkerVitals {
    const last = this.#beats.at(-1);
    const first = this.#beats.at(-1 - RATE_BEATS) ?? this.#beats[0];
    const seconds = last === undefined || first === undefined ? 0 : (last.time - first.time) / 1000;
    const requests = (last?.requests ?? 0) - (first?.requests ?? 0);
    const { heapUsed, external } = Deno.memoryUsage();
    return {
      index: this.#index,
      rate: seconds === 0 ? 0 : requests / seconds,
      memory: heapUsed + external,
      lag: this.lag,
    };
  }
}
