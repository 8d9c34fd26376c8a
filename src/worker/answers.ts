/**
 * What a worker answers when the main thread asks.
 *
 * @module
 */
import type { AnswerOf, Question } from "../channel/questions.ts";
import type { Policy } from "../channel/policy.ts";
import type { Gate } from "./gate.ts";
import type { OpenConnections } from "./open_connections.ts";

/** What there is to tell of. */
export interface Known {
  readonly connections: OpenConnections;
  readonly gate: Gate;
  /** Has the worker keep to a policy; how many connections that has ended. */
  readonly follow: (policy: Policy) => number;
}

/** The answer to a question, at this moment. */
export function answerTo(question: Question, { connections, gate, follow }: Known): AnswerOf<Question> {
  switch (question.kind) {
    case "connections":
      return connections.list(question.which);
    case "kill":
      return connections.kill(question.which);
    case "policy":
      return follow(question.policy);
    case "blocked":
      return gate.hits;
  }
}
