/**
 * A whole response as bytes, made once and used for as long as it is true.
 *
 * @module
 */
import { concatBytes, encodeText } from "./bytes.ts";
import type { ConnectionOption, HttpResponse, PreparedResponse } from "./response.ts";
import { dateOffset, serializeHead } from "./response_head.ts";
import { isBodiless } from "./status.ts";

/**
 * The bytes of a response without a body or with one in memory.
 *
 * They are kept with the response. When only the second has changed since, the Date is renewed in a copy:
 * once a second for a hot file, instead of once a request.
 *
 * @param body The response's own body, narrowed. It is left out where the status never has one: the client
 *   would take it for the next response.
 */
export function prepare(
  response: HttpResponse,
  body: Uint8Array | null,
  connection: ConnectionOption,
  date: string,
  server: string,
): PreparedResponse {
  const known = response.prepared?.get(connection);
  if (known !== undefined && known.date === date && known.server === server) return known;
  const prepared = known?.server === server
    ? renewed(known, response.status, date)
    : serialized(response, body, connection, date, server);
  (response.prepared ??= new Map()).set(connection, prepared);
  return prepared;
}

function renewed(known: PreparedResponse, status: number, date: string): PreparedResponse {
  const bytes = known.bytes.slice();
  bytes.set(encodeText(date), dateOffset(status));
  return { ...known, bytes, date };
}

function serialized(
  response: HttpResponse,
  body: Uint8Array | null,
  connection: ConnectionOption,
  date: string,
  server: string,
): PreparedResponse {
  const { status, fields, length = 0 } = response;
  const head = serializeHead({ status, fields, framing: length, connection, date, server });
  const bytes = body === null || isBodiless(status) ? head : concatBytes([head, body]);
  return { bytes, headLength: head.length, date, server };
}
