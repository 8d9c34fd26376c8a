/**
 * When what happened to a request that is traced.
 *
 * @module
 */
import type { TracePhases } from "../channel/trace.ts";

/** Moments of one request, by `performance.now()`; undefined are those that did not come, or that nobody watched. */
export class RequestTimes {
  readonly #behind: number | undefined;
  #firstByte: number | undefined;
  #lastByte: number | undefined;
  #handled: number | undefined;
  #looked: number | undefined;
  #located: number | undefined;
  #answered: number | undefined;
  #firstWrite: number | undefined;
  #lastWrite: number | undefined;

  /** @param behind When the request before it was answered: it may have come together with that one. */
  constructor(behind?: number) {
    this.#behind = behind;
  }

  /** Whether something of the answer was written. */
  get isWritten(): boolean {
    return this.#firstWrite !== undefined;
  }

  /** Bytes of its head have come. */
  arrived(now: number): void {
    this.#firstByte ??= now;
    this.#lastByte = now;
  }

  /** The head was found good, and the handlers are asked. */
  handled(now: number): void {
    this.#handled = now;
  }

  /** A file is looked for. */
  looked(now: number): void {
    this.#looked = now;
  }

  /** It is known what the path stands for. */
  located(now: number): void {
    this.#located = now;
  }

  /** There is an answer. */
  answered(now: number): void {
    this.#answered = now;
  }

  /** The answer is recorded, if it is one that no handler made: then there is it now. */
  recorded(now: number): void {
    this.#answered ??= now;
  }

  /** The system has taken something that was written to the client. */
  written(now: number): void {
    if (this.#answered === undefined) return;
    this.#firstWrite ??= now;
    this.#lastWrite = now;
  }

  /** How long each stretch took; what a request has left out took no time. */
  get phases(): TracePhases {
    const answered = this.#answered ?? 0;
    const handled = this.#handled ?? answered;
    const looked = this.#looked ?? answered;
    const located = this.#looked === undefined ? looked : Math.max(looked, this.#located ?? answered);
    return {
      received: between(this.#firstByte ?? this.#behind, this.#lastByte ?? this.#behind),
      parsed: between(this.#lastByte ?? this.#behind, handled),
      decided: looked - handled,
      located: located - looked,
      described: answered - located,
      headSent: between(this.#answered, this.#firstWrite),
      bodySent: between(this.#firstWrite, this.#lastWrite),
    };
  }
}

function between(start: number | undefined, end: number | undefined): number | undefined {
  return start === undefined || end === undefined ? undefined : end - start;
}
