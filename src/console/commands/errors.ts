import type { RecordedRequest } from "../../supervisor/history/recorded_request.ts";
import { formatRequestId } from "../../supervisor/history/request_id.ts";
import type { ConsoleCommand } from "../context.ts";
import { fitLine, refusedLine } from "../log/refused_line.ts";
import { requireHistory } from "../log/require_history.ts";
import { requestJson } from "../log/request_lines.ts";
import { shownText } from "../log/shown_text.ts";
import { countOf } from "../log/count_word.ts";
import type { Output } from "../output.ts";
import { wrapText } from "../render.ts";

const LAST = 5;
const MOST = 1000;
const INDENT = "  ";

/** Shows the last requests that were refused, and why. */
export const errors: ConsoleCommand = {
  name: "errors",
  group: "See",
  summary: "Show the last requests that were refused, and the byte that each was refused for",
  details: [
    "Behind each stands the rule that it broke, and where that is written. They are kept apart from other requests, which do not push them out. What may be a secret, such as the value of Authorization or Cookie, is not shown.",
  ],
  arguments: [{ name: "number", summary: `how many: ${LAST} if you do not say` }],
  examples: [{ line: "errors 20", effect: "the last twenty" }],
  show(context, { words: [word] }) {
    const count = countOf(word, { usual: LAST, most: MOST });
    requireHistory(context);
    const requests = context.supervisor.history.refused(() => true, count);
    return {
      json: requests.map((request) => {
        const line = refusedLine(request);
        return { ...requestJson(request), line: line?.text ?? null, caret: line?.caret ?? null };
      }),
      text: (output) =>
        requests.length === 0
          ? "No request was refused."
          : requests.map((request) => explained(request, output)).join("\n"),
    };
  },
};

function explained(request: RecordedRequest, { style, columns }: Output): string {
  const { id, time, address, status, refusal } = request;
  const moment = new Date(time).toISOString().slice(11, 23);
  const whole = refusedLine(request);
  const found = whole === undefined ? undefined : fitLine(whole, columns, INDENT.length);
  return [
    `${moment}  ${formatRequestId(id)}  ${style.yellow(String(status))}  ${shownText(address)}`,
    ...(found === undefined ? [] : [INDENT + found.text]),
    ...(found?.caret === undefined ? [] : [INDENT + " ".repeat(found.caret) + style.red("^")]),
    ...(refusal === undefined ? [] : wrapText(`${INDENT}${refusal.rule} (${refusal.source})`, columns)),
  ].join("\n");
}
