/**
 * The request target (RFC 9112 §3.2): which form it has, and the path and query that it names.
 *
 * The path that comes out is decoded once and normalised, so that a rule on `/admin/*`, the file
 * resolver and the log all see one and the same path, however it was spelled.
 *
 * @module
 */
import { decodeUtf8, encodeText } from "./bytes.ts";
import { HEX_VALUE } from "./grammar.ts";
import { hostFault, isHost } from "./host.ts";
import { HttpError } from "./http_error.ts";
import * as refused from "./refusals.ts";

/** What a request target names. */
export interface Target {
  /** The target as sent. */
  readonly raw: string;
  /**
   * The path: percent-decoded, without dot segments, with single slashes. It starts with `/`; `*` for the
   * asterisk-form and empty for CONNECT's authority-form.
   */
  readonly path: string;
  /** The query as sent, without its `?`; `undefined` when there is none. */
  readonly query: string | undefined;
  /** The host that an absolute-form target names; it wins over the Host field (RFC 9112 §3.2.2). */
  readonly host: string | undefined;
}

/** The target of `OPTIONS *` (RFC 9112 §3.2.4). */
export const ASTERISK = "*";

const ABSOLUTE = /^https?:\/\/([^/?]*)(.*)$/i;
/** A path that has one of these needs more than being taken as it is. */
const UNUSUAL = /%|\/\/|\/\./;
const PERCENT = 0x25;
const SLASH = 0x2f;
const BACKSLASH = 0x5c;

/**
 * Parses a request target whose bytes the head's parser let through.
 *
 * @param method The request's method: it decides which forms are allowed.
 * @param raw The target as sent.
 * @throws {HttpError} 400 when the form does not fit the method, the host of an absolute-form is none, or
 *   the path is not one: a broken percent-encoding, NUL, an encoded slash or backslash, no UTF-8, or more
 *   `..` than there are segments to leave.
 *
 * @example
 * ```ts
 * import { parseTarget } from "./target.ts";
 * const { path, query } = parseTarget("GET", "/a/./b%20c//d/..?x=1");
 * if (path !== "/a/b c/" || query !== "x=1") throw new Error();
 * ```
 */
export function parseTarget(method: string, raw: string): Target {
  if (method === "CONNECT") return authorityForm(raw);
  if (raw.charCodeAt(0) === SLASH) return withPath(raw, raw, undefined);
  if (raw === ASTERISK && method === "OPTIONS") {
    return { raw, path: ASTERISK, query: undefined, host: undefined };
  }
  const [whole, host = "", rest = ""] = ABSOLUTE.exec(raw) ?? [];
  if (whole === undefined) throw new HttpError(refused.BAD_TARGET_FORM, 0, "target");
  if (!isHost(host)) {
    throw new HttpError(refused.BAD_HOST, raw.indexOf("//") + 2 + hostFault(host), "target");
  }
  // RFC 9112 §3.2.4: OPTIONS with an absolute-form that has no path and no query is meant as `*`.
  if (rest === "" && method === "OPTIONS") return { raw, path: ASTERISK, query: undefined, host };
  return withPath(raw, rest.startsWith("/") ? rest : `/${rest}`, host);
}

function authorityForm(raw: string): Target {
  if (!isHost(raw)) throw new HttpError(refused.BAD_TARGET_FORM, hostFault(raw), "target");
  // What is missing is missing at the end.
  if (!/:[0-9]+$/.test(raw)) throw new HttpError(refused.BAD_TARGET_FORM, raw.length, "target");
  return { raw, path: "", query: undefined, host: raw };
}

function withPath(raw: string, origin: string, host: string | undefined): Target {
  const mark = origin.indexOf("?");
  const path = mark < 0 ? origin : origin.slice(0, mark);
  const query = mark < 0 ? undefined : origin.slice(mark + 1);
  return {
    raw,
    path: UNUSUAL.test(path) ? normalizePath(path, raw.length - origin.length) : path,
    query,
    host,
  };
}

/**
 * Percent-decodes a path once and takes its dot segments and empty segments out.
 *
 * @param before how many bytes of the target stand before it; default: none
 * @throws {HttpError} See {@linkcode parseTarget}.
 */
export function normalizePath(path: string, before = 0): string {
  const decoded = path.includes("%") ? decodePath(path, before) : path;
  return withoutDotSegments(decoded) ?? refuseClimb(path, before);
}

function decodePath(path: string, before: number): string {
  const bytes = new Uint8Array(path.length);
  let length = 0;
  for (let i = 0; i < path.length; i++) {
    let byte = path.charCodeAt(i);
    if (byte === PERCENT) {
      const high = HEX_VALUE[path.charCodeAt(i + 1)] ?? 255;
      const low = HEX_VALUE[path.charCodeAt(i + 2)] ?? 255;
      if (high === 255 || low === 255) {
        throw new HttpError(refused.BAD_PERCENT_ENCODING, before + i, "target");
      }
      byte = high * 16 + low;
      // An encoded slash is data, not a separator; no file name has one, so nothing is lost by refusing.
      if (byte === 0 || byte === SLASH || byte === BACKSLASH) {
        throw new HttpError(refused.BAD_PATH_BYTE, before + i, "target");
      }
      i += 2;
    }
    bytes[length++] = byte;
  }
  try {
    return decodeUtf8(bytes.subarray(0, length));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const at = placeOfByte(path, firstBadByte(bytes.subarray(0, length)));
    throw new HttpError(refused.BAD_PATH_UTF8, before + at, "target");
  }
}

/** The index of the first byte that is no UTF-8: what stands in its place when such bytes are let pass. */
function firstBadByte(bytes: Uint8Array): number {
  const passed = encodeText(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
  return passed.findIndex((byte, index) => byte !== bytes[index]);
}

/** Where in a path a byte of it stands, by its number after decoding. */
function placeOfByte(path: string, number: number): number {
  let at = 0;
  for (let passed = 0; passed < number; passed++) at += path.charCodeAt(at) === PERCENT ? 3 : 1;
  return at;
}

/** RFC 3986 §5.2.4, but climbing above the root gives nothing instead of being ignored: nobody does it in good faith. */
function withoutDotSegments(path: string): string | undefined {
  const kept: string[] = [];
  const segments = path.split("/");
  for (const segment of segments) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") kept.push(segment);
    else if (kept.pop() === undefined) return undefined;
  }
  const last = segments[segments.length - 1];
  const directory = last === "" || last === "." || last === "..";
  return `/${kept.join("/")}${directory && kept.length > 0 ? "/" : ""}`;
}

/** Refuses a path for its first segment that leads above the root. */
function refuseClimb(path: string, before: number): never {
  let at = 0;
  let depth = 0;
  for (const segment of path.split("/")) {
    const dots = segment.replaceAll(/%2e/gi, ".");
    if (dots === "..") depth--;
    else if (dots !== "" && dots !== ".") depth++;
    if (depth < 0) break;
    at += segment.length + 1;
  }
  throw new HttpError(refused.ABOVE_ROOT, before + at, "target");
}
