/**
 * Which bytes may stand where (RFC 9110 §5.5-5.6, RFC 9112 §2-5), as tables of 256 flags:
 * one load a byte is the cheapest test there is.
 *
 * @module
 */

function table(allowed: (byte: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => allowed(byte) ? 1 : 0);
}

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
const isLetter = (byte: number): boolean => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
const isOneOf = (byte: number, characters: string): boolean =>
  byte < 0x80 && characters.includes(String.fromCharCode(byte));

/** `tchar` (RFC 9110 §5.6.2): methods and field names. */
export const TOKEN: Uint8Array = table((byte) =>
  isDigit(byte) || isLetter(byte) || isOneOf(byte, "!#$%&'*+-.^_`|~")
);

/**
 * Bytes of a request target (RFC 9112 §3.2, RFC 3986 §2).
 *
 * `|`, `^`, `{`, `}` and the backquote are let through as well, because browsers following the URL
 * standard send them raw in a query. `"`, `<`, `>`, `\` and `#` no client sends in good faith.
 */
export const TARGET: Uint8Array = table((byte) => byte > 0x20 && byte < 0x7f && !isOneOf(byte, '"<>\\#'));

/** `field-vchar`, SP and HTAB (RFC 9110 §5.5); obs-text is opaque, control bytes are refused. */
export const FIELD_VALUE: Uint8Array = table((byte) => byte === 0x09 || (byte >= 0x20 && byte !== 0x7f));

/**
 * `reg-name` (RFC 3986 §3.2.2) less its sub-delimiters: no host that resolves has one, and a `,` would let
 * a list of two hosts pass for a name.
 */
export const REG_NAME: Uint8Array = table((byte) =>
  isDigit(byte) || isLetter(byte) || isOneOf(byte, "-._~%")
);

/** The value of a hexadecimal digit; 255 for any other byte. */
export const HEX_VALUE: Uint8Array = Uint8Array.from(
  { length: 256 },
  (_, byte) => {
    if (isDigit(byte)) return byte - 0x30;
    const letter = byte | 0x20;
    return letter >= 0x61 && letter <= 0x66 && isLetter(byte) ? letter - 0x57 : 255;
  },
);

const FIELD_NAME_TEXT = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
// deno-lint-ignore no-control-regex -- control characters are what it looks for
const FIELD_VALUE_TEXT = /^[^\x00-\x08\x0a-\x1f\x7f\u0100-\uffff]*$/;

/** Whether a text may be sent as a field name (RFC 9110 §5.1). */
export function isFieldName(text: string): boolean {
  return FIELD_NAME_TEXT.test(text);
}

/** Whether a text may be sent as a field value (RFC 9110 §5.5): no CR, LF, NUL or other control. */
export function isFieldValue(text: string): boolean {
  return FIELD_VALUE_TEXT.test(text);
}
