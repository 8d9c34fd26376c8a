/**
 * The access log as settings have it: where its lines go, and what they say.
 *
 * @module
 */
import { parseTemplate, placeholdersOf } from "../patterns/template.ts";
import { nearest } from "./nearest.ts";

/** What a line can say, and what that is. */
export const LOG_PLACEHOLDERS = {
  address: "the client's IP address; behind a trusted proxy, of whom it tells",
  port: "the client's TCP port",
  user: "who logged in",
  time: "when the answer was sent: 27/Nov/2026:17:30:00 +0000",
  isoTime: "the same as 2026-11-27T17:30:00.123Z",
  request: "method, target and version, as they came",
  method: "the method",
  target: "path and query, as they came",
  version: "HTTP/1.1 or HTTP/1.0",
  host: "the host that was asked for",
  status: "the status",
  bytes: "bytes sent, head included",
  duration: "milliseconds from the request's head to the answer's end",
  referer: "the Referer field",
  userAgent: "the User-Agent field",
  id: "the request's id, if log.requestId is on",
  refusal: "the rule by which the request was refused",
  worker: "the number of the serving thread",
} as const;

/** The name of something that a line can say. */
export type LogPlaceholder = keyof typeof LOG_PLACEHOLDERS;

/** All names, in the order of the table. */
export const LOG_NAMES: readonly LogPlaceholder[] = Object.keys(LOG_PLACEHOLDERS) as LogPlaceholder[];

/** The formats that have a name, and what they stand for. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ["common", '{address} - {user} [{time}] "{request}" {status} {bytes}'],
  ["combined", '{address} - {user} [{time}] "{request}" {status} {bytes} "{referer}" "{userAgent}"'],
]);

const STREAMS: readonly string[] = ["stdout", "stderr"];

/** The name of the format whose lines are JSON objects. */
export const JSON_FORMAT = "json";

/** Can lines go there: a file, a stream, or nowhere? */
export function isLogTarget(text: string): boolean {
  return text === "" || (!/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text) && !text.endsWith("/"));
}

/** Is it a file, and not a stream or nothing? */
export function isLogFile(target: string): boolean {
  return target !== "" && !STREAMS.includes(target);
}

/** Is this, taken from a template, something that a line can say? */
function isLogPlaceholder(name: string): name is LogPlaceholder {
  return Object.hasOwn(LOG_PLACEHOLDERS, name);
}

/** The template that a format other than {@linkcode JSON_FORMAT} stands for: its own, or itself. */
export function logTemplate(format: string): string {
  return NAMED.get(format) ?? format;
}

/**
 * Says what a format should have been: it completes "expected …".
 *
 * @returns undefined where nothing is wrong
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { logFormatFault } from "./log_format.ts";
 *
 * assertEquals(logFormatFault("{address} {status}"), undefined);
 * assertEquals(logFormatFault("{adress}"), "{address} in place of {adress}");
 * ```
 */
export function logFormatFault(format: string): string | undefined {
  if (format === JSON_FORMAT || NAMED.has(format)) return undefined;
  if (/(?!\t)\p{Cc}|[\p{Zl}\p{Zp}\p{Cs}]/u.test(format)) return "a format on one line";
  const parts = parseTemplate(format);
  if (parts === undefined) return 'a format with a "}" for every "{" ("{{" stands for a brace)';
  const names = placeholdersOf(parts);
  const unknown = names.find((name) => !isLogPlaceholder(name));
  if (unknown !== undefined) {
    const meant = nearest(unknown, LOG_NAMES);
    const all = LOG_NAMES.map((name) => `{${name}}`).join(", ");
    return meant === undefined ? `placeholders of ${all}` : `{${meant}} in place of {${unknown}}`;
  }
  // A word without any is a misspelt name: a log of lines that are all the same is of no use.
  return names.length === 0 ? 'common, combined, json, or placeholders such as "{address}"' : undefined;
}
