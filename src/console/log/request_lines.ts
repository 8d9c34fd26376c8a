/**
 * Requests as lines, in the forms that `log` knows.
 *
 * @module
 */
import { commonTime } from "../../settings/log_text.ts";
import type { RecordedRequest } from "../../supervisor/history/recorded_request.ts";
import { formatRequestId } from "../../supervisor/history/request_id.ts";
import { type Column, renderColumns } from "../columns.ts";
import { jsonText } from "../json_text.ts";
import type { Output } from "../output.ts";
import { sizeText } from "../size_text.ts";
import { timeText } from "../time_text.ts";
import { shownText, withoutUser } from "./shown_text.ts";

/** The forms, the default one first. */
export const LOG_FORMS = ["short", "combined", "json"] as const;

/** One of them. */
export type LogForm = typeof LOG_FORMS[number];

const COLUMNS: readonly Column[] = [
  { title: "time (UTC)" },
  { title: "id", spare: 1 },
  { title: "status", align: "right" },
  { title: "took", align: "right", spare: 2 },
  { title: "sent", align: "right", spare: 4 },
  { title: "client", spare: 3 },
  { title: "request", flexible: true },
];
/** The same where the lines come one by one: most requests fit. */
const LONE_COLUMNS = COLUMNS.map((column, at) => ({ ...column, least: [12, 9, 6, 8, 8, 15, 20][at] ?? 0 }));

/** Lines of requests, under a header in the short form. */
export function requestLines(requests: readonly RecordedRequest[], form: LogForm, output: Output): string {
  if (form !== "short") return requests.map((request) => requestLine(request, form, output)).join("\n");
  return renderColumns(COLUMNS, requests.map((request) => cellsOf(request, output)), output);
}

/** What stands above lines that come one by one; undefined where nothing does. */
export function headerLine(form: LogForm, output: Output): string | undefined {
  return form === "short" ? renderColumns(LONE_COLUMNS, [], output) : undefined;
}

/** One of the lines that come one by one. */
export function requestLine(request: RecordedRequest, form: LogForm, output: Output): string {
  if (form === "combined") return combinedLine(request);
  if (form === "json") return jsonText(requestJson(request)).replace(/\n */g, " ");
  const table = renderColumns(LONE_COLUMNS, [cellsOf(request, output)], output);
  return table.slice(table.indexOf("\n") + 1);
}

/** For programs. */
export function requestJson(request: RecordedRequest): Readonly<Record<string, unknown>> {
  const { id, time, status, duration, bytes, address, port, method, version, host, agent, refusal } = request;
  return {
    id: formatRequestId(id),
    time: new Date(time).toISOString(),
    status,
    duration: Math.round(duration * 1000) / 1000,
    bytes,
    address,
    port,
    method,
    target: withoutUser(request.target),
    version,
    host: host ?? null,
    referer: request.referer === undefined ? null : withoutUser(request.referer),
    userAgent: agent ?? null,
    refusal: refusal === undefined ? null : { rule: refusal.rule, source: refusal.source },
  };
}

function cellsOf(request: RecordedRequest, { style }: Output): readonly string[] {
  const { id, time, status, duration, bytes, address, method, target } = request;
  const colour = status >= 500 ? style.red : status >= 400 ? style.yellow : style.green;
  return [
    new Date(time).toISOString().slice(11, 23),
    formatRequestId(id),
    colour(String(status)),
    timeText(duration),
    sizeText(bytes),
    shownText(address),
    method === "" ? "-" : shownText(`${method} ${target}`),
  ];
}

function combinedLine(request: RecordedRequest): string {
  const { address, time, method, target, version, status, bytes, referer, agent } = request;
  const line = shownText([method, target, version].filter((part) => part !== "").join(" ")) || "-";
  const [from, by] = [referer, agent].map((text) => shownText(text ?? "") || "-");
  return `${shownText(address)} - - [${commonTime(time)}] "${line}" ${status} ${bytes} "${from}" "${by}"`;
}
