/**
 * The head of a response as bytes (RFC 9112 §4-5).
 *
 * @module
 */
import { encodeText } from "./bytes.ts";
import { isFieldName, isFieldValue } from "./grammar.ts";
import type { ConnectionOption, FieldLine } from "./response.ts";
import { isBodiless, reasonPhrase } from "./status.ts";

/** How the body is framed: a number of bytes, in chunks, or by the end of the connection. */
export type BodyFraming = number | "chunked" | "close-delimited";

/** What a response head is made from. */
export interface ResponseHeadInit {
  readonly status: number;
  readonly fields: readonly FieldLine[];
  readonly framing: BodyFraming;
  readonly connection: ConnectionOption;
  /** An IMF-fixdate: always 29 characters, so that it can be renewed in place. */
  readonly date: string;
  /** The Server field's value; none when empty. */
  readonly server: string;
}

/** Where the Date field's value stands in the head of a response with this status. */
export function dateOffset(status: number): number {
  return `HTTP/1.1 ${status} ${reasonPhrase(status)}\r\nDate: `.length;
}

/**
 * Serialises a response head, empty line included.
 *
 * A status that never has a body gets no Content-Length (RFC 9110 §8.6).
 *
 * @throws {Error} when a field's name or value has a byte that would end the line: a bug in a handler,
 *   which must not become a forged response.
 */
export function serializeHead(head: ResponseHeadInit): Uint8Array<ArrayBuffer> {
  let text = `HTTP/1.1 ${head.status} ${reasonPhrase(head.status)}\r\nDate: ${head.date}\r\n`;
  if (head.server !== "") text += fieldLine("Server", head.server);
  for (const [name, value] of head.fields) text += fieldLine(name, value);
  if (!isBodiless(head.status)) {
    if (head.framing === "chunked") text += "Transfer-Encoding: chunked\r\n";
    else if (head.framing !== "close-delimited") text += `Content-Length: ${head.framing}\r\n`;
  }
  if (head.connection !== "") text += `Connection: ${head.connection}\r\n`;
  return encodeLatin1(`${text}\r\n`);
}

function fieldLine(name: string, value: string): string {
  if (isFieldName(name) && isFieldValue(value)) return `${name}: ${value}\r\n`;
  throw new Error(`a response field cannot be sent: ${JSON.stringify([name, value])}`);
}

/** One byte a character: a field value's bytes above 0x7F are opaque (RFC 9110 §5.5). */
function encodeLatin1(text: string): Uint8Array<ArrayBuffer> {
  const bytes = encodeText(text);
  return bytes.length === text.length ? bytes : Uint8Array.from(text, (character) => character.charCodeAt(0));
}
