/** What handlers say of their decisions, for tests. */

import type { Decisions } from "../../src/http/decisions.ts";

/** Decisions that were taken down, `step: text` each. */
export interface NotedDecisions extends Decisions {
  readonly notes: readonly string[];
}

/** Takes decisions down. */
export function notedDecisions(): NotedDecisions {
  const notes: string[] = [];
  return { notes, note: (step, text) => notes.push(`${step}: ${text}`) };
}
