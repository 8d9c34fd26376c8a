/**
 * The redirect from a path to the one that stands for the same (RFC 9110 §15.4.2), such as a directory's
 * with its slash, so that the relative links of its page work.
 *
 * @module
 */
import { HttpResponse } from "../../http/response.ts";

/**
 * The 301 to another path.
 *
 * Location is a path, made anew from the normalised one: it starts with exactly one slash and is encoded
 * afresh, so it can neither name another host (`//evil.example`, `/\evil.example`) nor end its line.
 *
 * @param path The decoded path to go to.
 * @param query The request's query, which is kept.
 */
export function pathRedirect(path: string, query: string | undefined): HttpResponse {
  const location = query === undefined ? encodePath(path) : `${encodePath(path)}?${query}`;
  return new HttpResponse({ status: 301, fields: [["Location", location], ["Cache-Control", "no-cache"]] });
}

/**
 * Percent-encodes a decoded path for a URL.
 *
 * @example
 * ```ts
 * if (encodePath("/a b/?#é") !== "/a%20b/%3F%23%C3%A9") throw new Error();
 * ```
 */
export function encodePath(path: string): string {
  return path.split("/").map((segment) => encodeURIComponent(segment.toWellFormed())).join("/");
}
