import type { RecordedRequest } from "../../supervisor/history/recorded_request.ts";
import { ArgumentError } from "../command_error.ts";
import type { TypedSoFar } from "../command.ts";
import { completeAddresses } from "../connection_filter.ts";
import type { ConsoleCommand, ConsoleContext } from "../context.ts";
import type { Invocation } from "../invocation.ts";
import { jsonText } from "../json_text.ts";
import { followLog } from "../log/follow_log.ts";
import { requireHistory } from "../log/require_history.ts";
import { FILTER_WORDS, parseRequestQuery, type RequestQuery } from "../log/request_filter.ts";
import {
  headerLine,
  LOG_FORMS,
  type LogForm,
  requestJson,
  requestLine,
  requestLines,
} from "../log/request_lines.ts";
import { describeFound } from "../../settings/printable.ts";

/** How many are shown where that is not said. */
const LAST = 20;

/** Shows the last requests, or follows what comes. */
export const log: ConsoleCommand = {
  name: "log",
  group: "See",
  summary: "Show the last requests, or follow them",
  details: [
    "Filters: status, slow (how long it took) and bytes are compared by = != < <= > >=; method, path, host, agent and referer by = and != (all of it) or ~ (a part, in upper or lower case). An address or a network stands by itself. 'since 5m' and 'last 20' say how far to go back. All filters must be met.",
    "The last requests are kept in memory (log.history), whether anybody looks or not.",
  ],
  arguments: [{
    name: "filter",
    summary: "such as status>=400, path~/api, slow>50ms, 10.0.0.0/8, since 5m, last 20",
    rest: true,
    complete: offered,
  }],
  options: [
    { name: "follow", short: "f", summary: "go on and show what comes, until Ctrl-C" },
    {
      name: "form",
      value: "form",
      summary: "short, combined (as access logs are), or json (an object a line)",
      complete: () => LOG_FORMS,
    },
    { name: "json", summary: "print JSON, for programs" },
  ],
  examples: [
    { line: "log status>=500 since 5m", effect: "what went wrong lately" },
    { line: "log -f path~/api slow>50ms", effect: "slow requests for the API, as they come" },
    { line: "log 10.0.0.0/8 last 5", effect: "the last requests of a network" },
  ],
  follows: (invocation) => invocation.has("follow"),
  async run(context, invocation) {
    const { supervisor: { history }, output } = context;
    const form = formOf(invocation);
    const query = parseRequestQuery(invocation.words, Date.now());
    requireHistory(context);
    if (!invocation.has("follow")) return output.print(shownText(context, invocation, query, form));
    if (invocation.has("json")) throw new ArgumentError("'log -f' takes '--form json' in place of '--json'.");
    const before = query.last === undefined ? [] : history.recent(query.test, query.last);
    const lines = [headerLine(form, output), ...before.map((request) => requestLine(request, form, output))];
    const shown = lines.filter((line) => line !== undefined);
    if (shown.length > 0) output.print(shown.join("\n"));
    await followLog(history, { query, form, output, signal: invocation.signal });
  },
};

async function offered(context: ConsoleContext, soFar: TypedSoFar): Promise<readonly string[]> {
  const before = soFar.words.at(-1);
  if (before === "since") return ["30s", "5m", "1h"];
  if (before === "last") return ["1", "5", "20", "100"];
  return [...FILTER_WORDS, ...await completeAddresses(context, soFar)];
}

function shownText(
  { supervisor: { history }, output }: ConsoleContext,
  invocation: Invocation,
  { test, last = LAST }: RequestQuery,
  form: LogForm,
): string {
  const requests: readonly RecordedRequest[] = history.recent(test, last);
  if (invocation.has("json")) return jsonText(requests.map(requestJson));
  return requests.length === 0 ? "No such request." : requestLines(requests, form, output);
}

function formOf(invocation: Invocation): LogForm {
  const [first] = LOG_FORMS;
  const typed = invocation.value("form") ?? first;
  const form = LOG_FORMS.find((one) => one === typed);
  if (form !== undefined) return form;
  throw new ArgumentError(`'--form' takes ${LOG_FORMS.join(", ")}, not ${describeFound(typed)}.`);
}
