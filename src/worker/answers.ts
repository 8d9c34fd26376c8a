/**
 * What a worker answers when the main thread asks.
 *
 * @module
 */
import type { AnswerOf, Question } from "../channel/questions.ts";
import type { OpenConnections } from "./open_connections.ts";

/** What there is to tell of. */
export interface Known {
  readonly connections: OpenConnections;
}

/** The answer to a question, at this moment. */
export function answerTo(question: Question, { connections }: Known): AnswerOf<Question> {
  switch (question.kind) {
    case "connections":
      return connections.list(question.which);
    case "kill":
      return connections.kill(question.which);
  }
}
