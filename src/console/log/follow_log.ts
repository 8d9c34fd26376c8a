/**
 * Showing requests as they are answered.
 *
 * @module
 */
import type { RequestHistory } from "../../supervisor/history/request_history.ts";
import type { Output } from "../output.ts";
import { pause } from "../showing.ts";
import type { RequestQuery } from "./request_filter.ts";
import { type LogForm, requestLine } from "./request_lines.ts";

/** How {@linkcode followLog} shows what it finds. */
export interface FollowOptions {
  readonly query: RequestQuery;
  readonly form: LogForm;
  readonly output: Output;
  /** Aborted when there is to be an end. */
  readonly signal: AbortSignal;
}

/** Between two looks, in milliseconds. */
const PERIOD = 250;
/** Requests of each worker that one look looks at: more are counted, so that the keys that are typed do not wait. */
const MOST_LOOKED_AT = 500;
/** Lines of one look: more cannot be read, and would take the terminal for themselves. */
const MOST_LINES = 10;
/** Looks after which it is told of what was not shown. */
const LOOKS_A_SECOND = 1000 / PERIOD;

/** Shows what passes, some lines a second at most, and counts the rest; until the signal is aborted. */
export async function followLog(history: RequestHistory, options: FollowOptions): Promise<void> {
  const { query, form, output, signal } = options;
  let cursor = history.now();
  let [unshown, unseen] = [0, 0];
  for (let look = 1; !signal.aborted; look++) {
    await pause(PERIOD, signal);
    const found = history.since(cursor, MOST_LOOKED_AT);
    cursor = found.cursor;
    const passed = found.requests.filter(query.test);
    unshown += Math.max(0, passed.length - MOST_LINES);
    unseen += found.passedOver;
    const lines = passed.slice(0, MOST_LINES).map((request) => requestLine(request, form, output));
    if (look % LOOKS_A_SECOND === 0 || signal.aborted) {
      lines.push(...restLines(unshown, unseen, output));
      [unshown, unseen] = [0, 0];
    }
    if (lines.length > 0) output.print(lines.join("\n"));
  }
}

/** `… and 12 more`; what nobody looked at may or may not have passed. */
function restLines(unshown: number, unseen: number, { style }: Output): readonly string[] {
  const parts = [
    ...(unshown > 0 ? [`${unshown} more`] : []),
    ...(unseen > 0 ? [`${unseen} that came too fast to look at`] : []),
  ];
  return parts.length === 0 ? [] : [style.dim(`… and ${parts.join(", and ")}`)];
}
