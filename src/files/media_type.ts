/**
 * Media types by file name.
 *
 * @module
 */
import { contentType } from "@std/media-types";
import { extname } from "@std/path";

/** What a file of unknown kind is: bytes, which a browser offers to save (RFC 2046 §4.5.1). */
export const OCTET_STREAM = "application/octet-stream";

/** Text types that the media type database gives no charset for; ours is always UTF-8. */
const TEXT =
  /^(?:text\/|application\/(?:javascript|json|xml|manifest\+json|ld\+json|xhtml\+xml)|image\/svg\+xml)/;

/**
 * The Content-Type of a file: its extension's media type, with `charset=utf-8` where it is text.
 *
 * @param name A file name or path.
 *
 * @example
 * ```ts
 * if (mediaType("/a/page.html") !== "text/html; charset=utf-8") throw new Error();
 * if (mediaType("LICENSE") !== "application/octet-stream") throw new Error();
 * ```
 */
export function mediaType(name: string): string {
  const extension = extname(name);
  const type = extension === "" ? undefined : contentType(extension.toLowerCase());
  if (type === undefined) return OCTET_STREAM;
  const essence = type.split(";", 1)[0] ?? type;
  return TEXT.test(essence) ? `${essence}; charset=utf-8` : type;
}
