/**
 * Head and body of a response as the bytes that are written, made once and used for as long as they are true.
 *
 * @module
 */
import { encodeText } from "./bytes.ts";
import type { HttpResponse, PreparedAnswer } from "./response.ts";
import { dateOffset, serializeHead } from "./response_head.ts";

/** Room in front of a body for the head of its answer, in bytes: most heads need 300 to 400. */
export const HEAD_ROOM = 768;

/** Copies a body to where there is room for a head in front of it. */
export function withHeadRoom(body: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = bytesWithHeadRoom(body.length);
  bytes.set(body);
  return bytes;
}

/** Memory for a body, with room for a head in front of it. */
export function bytesWithHeadRoom(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(HEAD_ROOM + length).subarray(HEAD_ROOM);
}

/**
 * The whole answer of a response whose body has room for a head (see {@linkcode HttpResponse.hasRoom}), for a connection
 * that goes on as HTTP/1.1 does by default.
 *
 * Head and body lie behind each other and so leave in one write, and nothing is copied: a third less processor time
 * for 100 KiB, three fifths less for 1 MiB. When the second has changed the Date is renewed in place, unless a write of the
 * bytes waits for its client: such a client must not get a part of each.
 *
 * @returns `undefined` where head and body must be put together otherwise.
 */
export function prepareAnswer(
  response: HttpResponse,
  date: string,
  server: string,
): PreparedAnswer | undefined {
  const known = response.preparedAnswer;
  if (known === undefined) return response.hasRoom ? prepare(response, date, server) : undefined;
  // A head of another length would overwrite one that waits to be written.
  if (known.server !== server) return undefined;
  if (known.date === date) return known;
  if (known.writes > 0) return undefined;
  known.bytes.set(encodeText(date), dateOffset(response.status));
  known.date = date;
  return known;
}

function prepare(response: HttpResponse, date: string, server: string): PreparedAnswer | undefined {
  const { status, fields, body } = response;
  if (!(body instanceof Uint8Array)) return undefined;
  const head = serializeHead({ status, fields, framing: body.length, connection: "", date, server });
  if (head.length > HEAD_ROOM) return undefined;
  const start = body.byteOffset - head.length;
  const bytes = new Uint8Array(body.buffer, start, head.length + body.length);
  bytes.set(head);
  response.preparedAnswer = { bytes, date, server, writes: 0 };
  return response.preparedAnswer;
}
