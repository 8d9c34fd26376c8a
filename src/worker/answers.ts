/**
 * What a worker answers when the main thread asks.
 *
 * @module
 */
import type { AnswerOf, Question } from "../channel/questions.ts";
import type { Policy } from "../channel/policy.ts";
import type { FileCache } from "../files/file_cache.ts";
import type { KeptFile } from "../handlers/static/kept_file.ts";
import type { Gate } from "./gate.ts";
import { heldFiles } from "./held_files.ts";
import type { Listener } from "./listener.ts";
import type { OpenConnections } from "./open_connections.ts";
import type { Tracer } from "./tracer.ts";
import type { Trial } from "./trial.ts";
import type { Vitals } from "./vitals.ts";

/** What there is to tell of. */
export interface Known {
  readonly connections: OpenConnections;
  readonly gate: Gate;
  readonly listener: Listener;
  readonly vitals: Vitals;
  /** The cache in use. */
  readonly cache: FileCache<KeptFile>;
  /** Has the worker keep to a policy; how many connections that has ended. */
  readonly follow: (policy: Policy) => number;
  /** Tries requests. */
  readonly trial: Trial;
  /** Follows requests. */
  readonly tracer: Tracer;
}

/** The answer to a question, at this moment. */
export function answerTo(
  question: Question,
  { connections, gate, listener, vitals, cache, follow, trial, tracer }: Known,
): AnswerOf<Question> | Promise<AnswerOf<Question>> {
  switch (question.kind) {
    case "connections":
      return connections.list(question.which);
    case "kill":
      return connections.kill(question.which);
    case "policy":
      return follow(question.policy);
    case "blocked":
      return gate.hits;
    case "why":
      return trial.explain(question);
    case "trace":
      return tracer.look(question);
    case "untrace":
      tracer.end(question.watch);
      return null;
    case "share":
      listener.limit(question.mostConnections);
      return true;
    case "vitals":
      return vitals.now;
    case "files":
      return heldFiles(cache, Date.now());
  }
}
