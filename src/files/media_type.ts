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

/** What settings say of media types. */
export interface MediaTypeOptions {
  /** Types by extension (with its dot, lower case) that go before the database's. */
  readonly overrides: ReadonlyMap<string, string>;
  /** The charset told of text; none when empty. */
  readonly charset: string;
}

const DEFAULTS: MediaTypeOptions = { overrides: new Map(), charset: "utf-8" };

/**
 * The Content-Type of a file: its extension's media type, with a charset where it is text.
 *
 * @param name A file name or path.
 *
 * @example
 * ```ts
 * if (mediaType("/a/page.html") !== "text/html; charset=utf-8") throw new Error();
 * if (mediaType("LICENSE") !== "application/octet-stream") throw new Error();
 * ```
 */
export function mediaType(name: string, options: MediaTypeOptions = DEFAULTS): string {
  const extension = extname(name).toLowerCase();
  const override = options.overrides.get(extension);
  if (override !== undefined) return override;
  const type = extension === "" ? undefined : contentType(extension);
  if (type === undefined) return OCTET_STREAM;
  const essence = type.split(";", 1)[0] ?? type;
  if (!TEXT.test(essence)) return type;
  return options.charset === "" ? essence : `${essence}; charset=${options.charset}`;
}
