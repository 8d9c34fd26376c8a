/**
 * The head of a response as bytes, made once and used for as long as it is true.
 *
 * @module
 */
import { encodeText } from "./bytes.ts";
import type { ConnectionOption, HttpResponse, PreparedHead } from "./response.ts";
import { dateOffset, serializeHead } from "./response_head.ts";

/**
 * The head of a response whose body's length is known.
 *
 * It is kept with the response. When only the second has changed since, the Date is renewed in a copy: once
 * a second for a hot file, instead of once a request. The body is not kept with it: the writer puts both
 * together, which costs less than holding the content of every hot file twice.
 */
export function prepareHead(
  response: HttpResponse,
  connection: ConnectionOption,
  date: string,
  server: string,
): Uint8Array<ArrayBuffer> {
  const known = response.preparedHeads?.get(connection);
  if (known !== undefined && known.date === date && known.server === server) return known.bytes;
  const bytes = known?.server === server
    ? renewed(known, response.status, date)
    : serialized(response, connection, date, server);
  (response.preparedHeads ??= new Map()).set(connection, { bytes, date, server });
  return bytes;
}

/** In a copy: a write of the bytes before may be under way. */
function renewed(known: PreparedHead, status: number, date: string): Uint8Array<ArrayBuffer> {
  const bytes = known.bytes.slice();
  bytes.set(encodeText(date), dateOffset(status));
  return bytes;
}

function serialized(
  response: HttpResponse,
  connection: ConnectionOption,
  date: string,
  server: string,
): Uint8Array<ArrayBuffer> {
  const { status, fields, length = 0 } = response;
  return serializeHead({ status, fields, framing: length, connection, date, server });
}
