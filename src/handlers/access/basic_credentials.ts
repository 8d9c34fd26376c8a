/**
 * What the Basic scheme sends (RFC 7617).
 *
 * @module
 */
import { decodeUtf8 } from "../../http/bytes.ts";

/** A name and a password, as somebody typed them. */
export interface BasicCredentials {
  readonly name: string;
  readonly password: string;
}

/** Longer than any name and password that are let in, in characters of Base64. */
const LONGEST = 2048;
/** The scheme's name in whatever case, and Base64, whose padding some clients leave out (RFC 9110 §11.4). */
const BASIC = /^basic +([A-Za-z0-9+/]+={0,2})$/i;

/**
 * Reads an Authorization field.
 *
 * @returns undefined for another scheme, and for what the scheme does not allow: no Base64, no UTF-8, no colon, a
 * control character (RFC 7617 §2)
 *
 * @example
 * ```ts
 * const credentials = parseBasic("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
 * if (credentials?.name !== "Aladdin" || credentials.password !== "open sesame") throw new Error();
 * ```
 */
export function parseBasic(value: string): BasicCredentials | undefined {
  if (value.length > LONGEST) return undefined;
  const [, base64 = ""] = BASIC.exec(value) ?? [];
  const text = decode(base64);
  // The name ends at the first colon; a password may have more.
  const colon = text?.indexOf(":") ?? -1;
  if (text === undefined || colon < 0 || /\p{Cc}/u.test(text)) return undefined;
  return { name: text.slice(0, colon).normalize("NFC"), password: text.slice(colon + 1) };
}

function decode(base64: string): string | undefined {
  const length = base64.replace(/=+$/, "").length;
  if (length % 4 === 1 || (length !== base64.length && base64.length % 4 !== 0)) return undefined;
  try {
    return decodeUtf8(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
