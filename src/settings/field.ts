/**
 * Header fields that an operator adds to answers.
 *
 * @module
 */

/** Fields that say how an answer is sent: another value would make it a lie. In lower case. */
const RESERVED: ReadonlySet<string> = new Set([
  "accept-ranges",
  "connection",
  "content-encoding",
  "content-length",
  "content-range",
  "content-type",
  "date",
  "etag",
  "last-modified",
  "server",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "vary",
]);

/** A token (RFC 9110 §5.6.2), as a regular expression that the JSON Schema can carry too. */
export const TOKEN_PATTERN = "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$";

/** Text that a field can hold, as a regular expression that the JSON Schema can carry too. */
export const FIELD_TEXT_PATTERN = "^(?:[!-~](?:[ -~]*[!-~])?)?$";

/** The longest value, in characters: a Content-Security-Policy can get as long as that. */
export const LONGEST_FIELD_VALUE = 8192;

/** Is this a token: a field's name, for example? */
export function isToken(text: string): boolean {
  return new RegExp(TOKEN_PATTERN).test(text);
}

/** Is this the name of a field that LINPR alone decides about? */
export function isReservedField(name: string): boolean {
  return RESERVED.has(name.toLowerCase());
}

/** Can a field hold this text: printable ASCII, no space at either end? */
export function isFieldText(text: string): boolean {
  return new RegExp(FIELD_TEXT_PATTERN).test(text);
}
