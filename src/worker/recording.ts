/**
 * What there is to record of the requests of one connection.
 *
 * @module
 */
import type { Answered, Recorder } from "./recorder.ts";
import type { Stopwatch } from "./stopwatch.ts";

/** Who is told, and who knows the time. */
interface Recorders {
  readonly recorders: readonly Recorder[];
  readonly stopwatch: Stopwatch;
}

/** What an answer is told with, beside what its {@linkcode Recording} knows. */
export type AnswerFacts = Omit<Answered, "bytes" | "startedAt" | "duration">;

/** Times and counts one answer after the other, and tells the recorders. */
export class Recording {
  /** When the request in hand was whole, by `performance.now()`; 0 when it is recorded, or nobody listened then. */
  #startedAt = 0;
  #sentBefore = 0;
  #begun = 0;

  /** How many answers were begun. */
  get begun(): number {
    return this.#begun;
  }

  /**
   * A request begins to be answered.
   *
   * @param sent Bytes of answers on the connection so far.
   */
  begin({ recorders, stopwatch }: Recorders, sent: number): void {
    this.#begun++;
    if (recorders.length === 0) return;
    this.#startedAt = stopwatch.begin();
    this.#sentBefore = sent;
  }

  /**
   * An answer has ended; told once for each that was begun.
   *
   * @param sent Bytes of answers on the connection so far.
   */
  end({ recorders, stopwatch }: Recorders, sent: number, facts: AnswerFacts): void {
    if (recorders.length === 0 || this.#startedAt === 0) return;
    const startedAt = this.#startedAt;
    this.#startedAt = 0;
    const { request, head, client, status, refusal, at } = facts;
    const bytes = sent - this.#sentBefore;
    const duration = stopwatch.end() - startedAt;
    const answered: Answered = { request, head, client, status, bytes, startedAt, duration, refusal, at };
    for (const recorder of recorders) recorder.record(answered);
  }
}
