/**
 * A request as an operator types it: what may stand there, and what Tab offers.
 *
 * @module
 */
import { describeFound } from "../settings/printable.ts";
import type { Option } from "./command.ts";
import { ArgumentError } from "./command_error.ts";
import type { ConsoleContext } from "./context.ts";

/** RFC 9110 §5.6.2. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const FIELD = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\r\n\0]*$/;

/** What is asked for most often; each is the beginning of a field, or a whole one. */
const FIELDS: readonly string[] = [
  "Accept: text/html",
  "Accept-Encoding: br, zstd, gzip",
  "Accept-Encoding: gzip",
  "Authorization: Basic ",
  "Host: ",
  "If-Match: ",
  "If-Modified-Since: ",
  "If-None-Match: ",
  "If-Range: ",
  "If-Unmodified-Since: ",
  "Origin: https://",
  "Range: bytes=0-",
  "Referer: ",
  "Sec-Fetch-Mode: navigate",
  "User-Agent: ",
  "X-Forwarded-For: ",
];

/** `-H 'Name: value'`, as often as one likes. */
export const HEADER_OPTION: Option<ConsoleContext> = {
  name: "header",
  short: "H",
  value: "field",
  repeatable: true,
  summary: "send this field too: 'Name: value'",
  complete: () => FIELDS,
};

/** `-X METHOD`. */
export const METHOD_OPTION: Option<ConsoleContext> = {
  name: "request",
  short: "X",
  value: "method",
  summary: "ask in another way than by GET",
  complete: () => ["GET", "HEAD", "OPTIONS", "POST"],
};

/**
 * Refuses what would make two requests of one, or none; the rest is the server's to judge.
 *
 * @throws {ArgumentError} and says what is wrong
 */
export function checkRequest(method: string, target: string, fields: readonly string[]): void {
  if (!TOKEN.test(method)) throw new ArgumentError(`${describeFound(method)} is not a method.`);
  if (/[\s\0]/.test(target) || target === "") {
    throw new ArgumentError(`${describeFound(target)} is not a path: write a blank as %20.`);
  }
  const wrong = fields.find((field) => !FIELD.test(field));
  if (wrong !== undefined) {
    throw new ArgumentError(`${describeFound(wrong)} is not a field: write 'Name: value'.`);
  }
}

/** What a head is made of. */
export interface LineParts {
  readonly method: string;
  readonly target: string;
  /** Field lines, without their line breaks. */
  readonly fields: readonly string[];
}

/**
 * The head of a request; a Host field, where there is one among the fields, replaces the given host.
 */
export function requestText(
  { method, target, fields }: LineParts,
  host: string,
): string {
  const hosts = fields.some((field) => /^host:/i.test(field)) ? [] : [`Host: ${host}`];
  return [`${method} ${target} HTTP/1.1`, ...hosts, ...fields, "", ""].join("\r\n");
}
