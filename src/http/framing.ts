/**
 * How a request is framed: where its body ends (RFC 9112 §6), whether the connection persists (§9.3),
 * whether the client waits for 100 (RFC 9110 §10.1.1). Whatever is ambiguous is refused.
 *
 * @module
 */
import type { RequestFields } from "./fields.ts";
import { HttpError } from "./http_error.ts";
import * as refused from "./refusals.ts";
import type { Target } from "./target.ts";
import { hostFault, isHost } from "./host.ts";
import { listOf } from "./list.ts";

/** The body length of a request whose body comes in chunks. */
export const CHUNKED = -1;

const DIGITS = /^[0-9]+$/;
/** More digits than this cannot be counted exactly; no body is that long. */
const MOST_DIGITS = 15;

/**
 * The length of a request's body in bytes, {@linkcode CHUNKED}, or 0 when it has none.
 *
 * @throws {HttpError} 400 when the length is not certain, 501 for an unknown transfer coding, 413 when it
 *   is beyond what can be counted.
 */
export function bodyLength(fields: RequestFields, minorVersion: number): number {
  if (fields.count("transfer-encoding") > 0) return codedLength(fields, minorVersion);
  const lines = fields.count("content-length");
  if (lines === 0) return 0;
  if (lines > 1) throw new HttpError(refused.MANY_CONTENT_LENGTHS, 0, "content-length");
  const value = fields.get("content-length") ?? "";
  if (!DIGITS.test(value)) {
    throw new HttpError(refused.BAD_CONTENT_LENGTH, Math.max(0, value.search(/[^0-9]/)), "content-length");
  }
  const significant = value.replace(/^0+(?=[0-9])/, "");
  if (significant.length > MOST_DIGITS) throw new HttpError(refused.LARGE_BODY, 0, "content-length");
  return Number(significant);
}

function codedLength(fields: RequestFields, minorVersion: number): number {
  if (minorVersion === 0) throw new HttpError(refused.CODING_IN_1_0, 0, "transfer-encoding");
  if (fields.count("content-length") > 0) {
    throw new HttpError(refused.LENGTH_AND_CODING, 0, "content-length");
  }
  const codings = listOf(fields.get("transfer-encoding") ?? "");
  const chunked = codings.indexOf("chunked");
  // RFC 9112 §6.3 demands 400 for whatever does not end in chunked, once, be its codings known or not.
  if (chunked < 0 || chunked < codings.length - 1) {
    throw new HttpError(refused.BAD_TRANSFER_CODING, 0, "transfer-encoding");
  }
  if (chunked > 0) throw new HttpError(refused.UNKNOWN_TRANSFER_CODING, 0, "transfer-encoding");
  return CHUNKED;
}

/**
 * Whether the client wants the connection to persist: by default with HTTP/1.1, by `keep-alive` with
 * HTTP/1.0, never after `close` (RFC 9112 §9.3).
 */
export function isPersistent(fields: RequestFields, minorVersion: number): boolean {
  const value = fields.get("connection");
  if (value === undefined) return minorVersion > 0;
  const options = listOf(value);
  return !options.includes("close") && (minorVersion > 0 || options.includes("keep-alive"));
}

/**
 * Whether the client waits for `100 Continue` before it sends the body.
 *
 * @throws {HttpError} 417 for any other expectation (RFC 9110 §10.1.1).
 */
export function expectsContinue(fields: RequestFields, minorVersion: number): boolean {
  const value = fields.get("expect");
  // RFC 9110 §10.1.1: a server that receives 100-continue in an HTTP/1.0 request ignores it.
  if (value === undefined || minorVersion === 0) return false;
  if (value.toLowerCase() !== "100-continue") throw new HttpError(refused.UNKNOWN_EXPECTATION, 0, "expect");
  return true;
}

/**
 * Checks the Host field, which HTTP/1.1 requires exactly once (RFC 9112 §3.2).
 *
 * @returns The host that the request is for: the target's where it names one, else the field's; empty
 *   when an HTTP/1.0 client sent none.
 * @throws {HttpError} 400 when it is missing, repeated or no host.
 */
export function requestHost(fields: RequestFields, minorVersion: number, target: Target): string {
  const lines = fields.count("host");
  if (lines > 1) throw new HttpError(refused.MANY_HOSTS, 0, "host");
  if (lines === 0) {
    if (minorVersion > 0) throw new HttpError(refused.NO_HOST);
    return target.host ?? "";
  }
  const host = fields.get("host") ?? "";
  if (!isHost(host)) throw new HttpError(refused.BAD_HOST, hostFault(host), "host");
  return target.host ?? host;
}
