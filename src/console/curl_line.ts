/**
 * A command line for a POSIX shell that sends a request again.
 *
 * @module
 */
import type { ListenAddress } from "../supervisor/status.ts";
import { MASK } from "./log/shown_text.ts";
import { isSecret, maskedHead, maskedValue } from "./masked_fields.ts";
import { serverUrl } from "./urls.ts";

/** What is sent again. All text has one character a byte. */
export interface RepeatedRequest {
  readonly method: string;
  /** As it was sent. */
  readonly target: string;
  /** `HTTP/1.0` or `HTTP/1.1`. */
  readonly version: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** A command line, and what it does not repeat. */
export interface CurlLine {
  readonly command: string;
  /** Sentences for the operator. */
  readonly notes: readonly string[];
}

/** What curl sends unless it is told not to. */
const CURLS_OWN = ["Accept", "User-Agent"] as const;
/** They tell of a body, which is not kept, or are curl's to write. */
const OF_THE_BODY: ReadonlySet<string> = new Set(["content-length", "transfer-encoding", "expect"]);

/** The curl command line that sends a request to the server at an address. */
export function curlLine(request: RepeatedRequest, address: ListenAddress): CurlLine {
  const { method, target, version, fields } = request;
  const base = serverUrl(address);
  const isPath = /^\/[^#]*$/.test(target);
  const kept = fields.filter(([name]) => !OF_THE_BODY.has(name.toLowerCase()));
  const sent = new Set(fields.map(([name]) => name.toLowerCase()));
  const options = [
    ...(version === "HTTP/1.0" ? ["--http1.0"] : []),
    ...methodOptions(method),
    // The target is sent as it came: dots, brackets and all.
    "--path-as-is",
    "--globoff",
    ...(isPath ? [] : ["--request-target", shellWord(target)]),
    ...kept.flatMap(([name, value]) => ["-H", shellWord(fieldArgument(name, value))]),
    ...CURLS_OWN.filter((name) => !sent.has(name.toLowerCase())).flatMap((name) => ["-H", `${name}:`]),
    ...(sent.has("host") ? [] : ["-H", "Host:"]),
  ];
  const url = isPath ? `${base.slice(0, -1)}${target}` : base;
  return { command: ["curl", "-i", ...options, shellWord(url)].join(" "), notes: notesOf(kept, fields) };
}

/**
 * The command line that sends a head which curl would not: byte for byte, by printf and nc.
 *
 * @param head one character a byte, as it came
 */
export function rawLine(head: string, { hostname, port }: ListenAddress): CurlLine {
  const masked = maskedHead(head);
  const note = "curl cannot send a head that is broken in this way; nc sends the very bytes.";
  return {
    command: `printf '${printfFormat(masked)}' | nc ${hostname} ${port}`,
    notes: [note, ...(masked === head ? [] : [MASKED])],
  };
}

const MASKED = `What proves who the client is was left out: put it where '${MASK}' stands.`;
const WITHOUT_BODY = "The request had a body, which is not kept: add it with --data-binary @file.";

function notesOf(kept: RepeatedRequest["fields"], all: RepeatedRequest["fields"]): readonly string[] {
  const hadBody = all.some(([name, value]) => OF_THE_BODY.has(name.toLowerCase()) && value !== "0");
  return [...(kept.some(([name]) => isSecret(name)) ? [MASKED] : []), ...(hadBody ? [WITHOUT_BODY] : [])];
}

function methodOptions(method: string): readonly string[] {
  if (method === "GET") return [];
  return method === "HEAD" ? ["--head"] : ["-X", shellWord(method)];
}

/** To curl, `Name:` means to leave the field away, and `Name;` to send it empty. */
function fieldArgument(name: string, value: string): string {
  return value === "" ? `${name};` : `${name}: ${maskedValue(name, value)}`;
}

/**
 * One word of a shell's, whatever is in it. Bytes that a terminal would act on, or not show, are given by their numbers.
 *
 * @param text one character a byte
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { shellWord } from "./curl_line.ts";
 *
 * assertEquals(shellWord("a b"), "'a b'");
 * assertEquals(shellWord("it's"), "'it'\\''s'");
 * assertEquals(shellWord("\u00e9"), `"$(printf '\\351')"`);
 * ```
 */
export function shellWord(text: string): string {
  if (/^[\w@+:,./-]+$/.test(text)) return text;
  if (/^[ -~]*$/.test(text)) return `'${text.replaceAll("'", `'\\''`)}'`;
  return `"$(printf '${printfFormat(text)}')"`;
}

/** POSIX: three octal digits stand for a byte, a percent sign is doubled, and what begins with a dash is an option. */
function printfFormat(text: string): string {
  return text.replaceAll("%", "%%").replace(/^-|[^ -~]|['\\]/g, (character) => {
    return `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`;
  });
}
