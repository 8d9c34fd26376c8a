/**
 * Questions that a worker has not answered yet.
 *
 * @module
 */
import type { AnswerOf, Question } from "../channel/questions.ts";

/** How long a worker may take to answer, in milliseconds: a console that asks must not hang with it. */
const PATIENCE = 2000;

/** Who waits for which answer of one worker. */
export class PendingAnswers {
  readonly #waiting: Map<number, (answer: AnswerOf<Question> | undefined) => void> = new Map();
  #asked = 0;

  /**
   * Asks.
   *
   * @param post sends a question with its id
   * @returns the answer; `undefined` when it does not come in 2 s, or {@linkcode end} comes before it
   */
  async ask<Q extends Question>(
    question: Q,
    post: (id: number, question: Q) => void,
  ): Promise<AnswerOf<Q> | undefined> {
    const id = ++this.#asked;
    const { promise, resolve } = Promise.withResolvers<AnswerOf<Question> | undefined>();
    const timer = setTimeout(resolve, PATIENCE, undefined);
    this.#waiting.set(id, resolve);
    try {
      post(id, question);
      // A worker answers a question with what its kind is answered with.
      return await promise as AnswerOf<Q> | undefined;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(id);
    }
  }

  /** An answer has come; one that nobody waits for any more is dropped. */
  answered(id: number, answer: AnswerOf<Question>): void {
    this.#waiting.get(id)?.(answer);
  }

  /** No answer will come any more. */
  end(): void {
    for (const resolve of this.#waiting.values()) resolve(undefined);
  }
}
