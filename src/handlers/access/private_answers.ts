/**
 * Answers that are for one person: caches that many share must not keep them.
 *
 * @module
 */
import { type FieldLine, HttpResponse } from "../../http/response.ts";

const NAME = "Cache-Control";
/** A directive, with its argument (RFC 9111 §5.2). */
const DIRECTIVE = /[^\s,="]+(?:=(?:"(?:[^"\\]|\\.)*"|[^\s,"]*))?/g;
/** What lets a shared cache keep an answer to a request with credentials (RFC 9111 §3.5), and what is said anew. */
const SHARING = /^(?:public|private|s-maxage|proxy-revalidate)(?:=|$)/i;

/** What some shared caches go by in place of Cache-Control: RFC 9213, those before it, and nginx. */
const TARGETED = /^(?:.+-)?cdn-cache-control$|^surrogate-control$|^x-accel-expires$/i;

/**
 * Makes a Cache-Control value that only a browser may go by; what it says of times stays.
 *
 * @param value Default: that the browser asks each time.
 *
 * @example
 * ```ts
 * if (privateCacheControl("public, max-age=60") !== "private, max-age=60") throw new Error();
 * if (privateCacheControl("no-store") !== "no-store") throw new Error();
 * ```
 */
export function privateCacheControl(value = "no-cache"): string {
  const directives = value.match(DIRECTIVE) ?? [];
  // Nobody keeps anything.
  if (directives.some((directive) => directive.toLowerCase() === "no-store")) return "no-store";
  return ["private", ...directives.filter((directive) => !SHARING.test(directive))].join(", ");
}

/** The same answer, for one person, whichever cache it comes to. */
export function privateAnswer(response: HttpResponse): HttpResponse {
  const { status, fields, body, length } = response;
  const others = fields.filter(([name]) => !isCacheControl(name) && !TARGETED.test(name));
  // Several lines say the same as one with commas (RFC 9110 §5.3).
  const said = fields.filter(([name]) => isCacheControl(name)).map(([, value]) => value);
  const line: FieldLine = [NAME, privateCacheControl(said.length === 0 ? undefined : said.join(", "))];
  return new HttpResponse({
    status,
    fields: [...others, line],
    body,
    ...(length !== undefined && { length }),
  });
}

function isCacheControl(name: string): boolean {
  return name.toLowerCase() === "cache-control";
}
