/**
 * The redirect from a directory's name to the same with a slash (RFC 9110 §15.4.2), so that the relative
 * links of its page work.
 *
 * @module
 */
import { HttpResponse } from "../http/response.ts";
import type { Target } from "../http/target.ts";

/**
 * The 301 from a directory's path without its slash to the one with it.
 *
 * Location is a path, made anew from the normalised one: it starts with exactly one slash and is encoded
 * afresh, so it can neither name another host (`//evil.example`, `/\evil.example`) nor end its line.
 *
 * @param target The target, whose query is kept.
 */
export function directoryRedirect(target: Target): HttpResponse {
  const query = target.query === undefined ? "" : `?${target.query}`;
  return new HttpResponse({ status: 301, fields: [["Location", `${encodePath(target.path)}/${query}`]] });
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
