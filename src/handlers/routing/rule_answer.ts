/**
 * The answers that rules give themselves.
 *
 * @module
 */
import { encodeText } from "../../http/bytes.ts";
import { type FieldLine, HttpResponse } from "../../http/response.ts";
import type { Rule } from "../../settings/routing/rule_members.ts";

const REVALIDATE: FieldLine = ["Cache-Control", "no-cache"];
const PLAIN: readonly FieldLine[] = [
  ["Content-Type", "text/plain; charset=utf-8"],
  ["X-Content-Type-Options", "nosniff"],
];

/**
 * A redirect (RFC 9110 §15.4). It may be kept, but must be asked for again: a 301 that was a mistake would
 * otherwise stay in browsers for years. A rule that is sure of itself has `cacheControl`.
 */
export function redirectAnswer(status: number, location: string): HttpResponse {
  return new HttpResponse({ status, fields: [["Location", location], REVALIDATE] });
}

/** An answer with a status; an error without a text is given its page later. */
export function statusAnswer({ status, text, retryAfter }: NonNullable<Rule["answer"]>): HttpResponse {
  const hasPage = status >= 400 && text === undefined;
  const fields: FieldLine[] = [
    ...(text === undefined ? [] : PLAIN),
    ...(hasPage ? [] : [REVALIDATE]),
    ...(retryAfter === undefined ? [] : [["Retry-After", String(Math.ceil(retryAfter / 1000))] as const]),
  ];
  return new HttpResponse({ status, fields, body: text === undefined ? null : encodeText(text) });
}
