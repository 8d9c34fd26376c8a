/** Requests for tests, made from their text by the real parsers. */

import type { RequestFields } from "../../src/http/fields.ts";
import { requestHost } from "../../src/http/framing.ts";
import type { HttpRequest, RequestBody } from "../../src/http/request.ts";
import { type HeadLimits, RequestHead } from "../../src/http/request_head.ts";
import { parseTarget } from "../../src/http/target.ts";
import { latin1Bytes } from "./latin1.ts";

/** The default limits of the settings. */
export const LIMITS: HeadLimits = { target: 8192, head: 16_384, fields: 100 };

/** A parser that has parsed a whole head; text is one byte a character. */
export function parsedHead(text: string, limits: HeadLimits = LIMITS): RequestHead {
  const bytes = latin1Bytes(text);
  const head = new RequestHead(limits);
  if (!head.parse(bytes, 0, bytes.length)) throw new Error(`no whole head: ${JSON.stringify(text)}`);
  return head;
}

/** The fields of a request with these field lines, and with no others. */
export function fieldsOf(...lines: readonly string[]): RequestFields {
  return parsedHead(["GET / HTTP/1.1", ...lines, "", ""].join("\r\n")).fields;
}

/**
 * A request as a handler gets it.
 *
 * @param line the request line without its version, such as `GET /a?b`
 * @param lines field lines; `Host: a.example` is added
 */
export function requestOf(
  line: string,
  lines: readonly string[] = [],
  body: RequestBody | null = null,
): HttpRequest {
  const head = parsedHead([`${line} HTTP/1.1`, "Host: a.example", ...lines, "", ""].join("\r\n"));
  const { method, minorVersion, fields } = head;
  const target = parseTarget(method, head.target);
  const host = requestHost(fields, minorVersion, target);
  return { method, target, host, minorVersion, fields, body, client: { address: "192.0.2.1", port: 40_000 } };
}
