/**
 * Content-Disposition (RFC 6266): save under this name.
 *
 * @module
 */

/** What `attr-char` (RFC 5987 §3.2.1) excludes of what encodeURIComponent leaves. */
const NOT_ATTR_CHAR = /['()*]/g;
/** What the quoted form can tell: everything else becomes `_`. */
const NOT_PLAIN = /[^\x20-\x7e]|["\\%]/gu;

/**
 * The value that has a client save a file.
 *
 * @param name The file name, in whatever characters; it is told in both forms where one does not do.
 *
 * @example
 * ```ts
 * if (contentDisposition("a.txt") !== 'attachment; filename="a.txt"') throw new Error();
 * if (!contentDisposition("é.txt").endsWith("filename*=UTF-8''%C3%A9.txt")) throw new Error();
 * ```
 */
export function contentDisposition(name: string): string {
  const plain = name.replace(NOT_PLAIN, "_");
  const quoted = `attachment; filename="${plain}"`;
  if (plain === name) return quoted;
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    NOT_ATTR_CHAR,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${quoted}; filename*=UTF-8''${encoded}`;
}
