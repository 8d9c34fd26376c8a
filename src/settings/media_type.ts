/**
 * Media types, and the file extensions that stand for them.
 *
 * @module
 */

// RFC 6838 §4.2; wildcards are for Accept alone.
const NAME = "[0-9A-Za-z][0-9A-Za-z!#$&^_.+-]{0,126}";
const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const PARAMETER = `${TOKEN}=(?:${TOKEN}|"(?:[ !#-\\[\\]-~]|\\\\[ -~])*")`;
const MEDIA_TYPE = new RegExp(`^(${NAME}/${NAME})((?: *; *${PARAMETER})*)$`);

/**
 * Reads a media type with or without parameters (RFC 9110 §8.3.1); the type comes back in lower case.
 *
 * @returns undefined for anything else
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseMediaType } from "./media_type.ts";
 *
 * assertEquals(parseMediaType("Text/Plain; charset=utf-8"), "text/plain; charset=utf-8");
 * assertEquals(parseMediaType("text"), undefined);
 * ```
 */
export function parseMediaType(text: string): string | undefined {
  const [whole, type = "", parameters = ""] = MEDIA_TYPE.exec(text) ?? [];
  return whole === undefined ? undefined : type.toLowerCase() + parameters;
}

/**
 * Reads a file extension with or without its dot.
 *
 * @returns the extension with its dot, in lower case, or undefined for anything else
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseExtension } from "./media_type.ts";
 *
 * assertEquals(parseExtension("Foo"), ".foo");
 * assertEquals(parseExtension(".tar.gz"), undefined);
 * ```
 */
export function parseExtension(text: string): string | undefined {
  const [whole, extension = ""] = /^\.?([^./\\\s\p{Cc}]+)$/u.exec(text) ?? [];
  return whole === undefined ? undefined : `.${extension.toLowerCase()}`;
}
