/**
 * A response of the platform's as one of ours.
 *
 * @module
 */
import { isFieldName, isFieldValue } from "../../http/grammar.ts";
import { listOf } from "../../http/list.ts";
import { type ByteStream, type FieldLine, HttpResponse } from "../../http/response.ts";
import { isBodiless } from "../../http/status.ts";
import { CONNECTION_FIELDS } from "./connection_fields.ts";

/** What the connection adds to every response, and therefore takes from no application. */
const OWN_FIELDS: ReadonlySet<string> = new Set([...CONNECTION_FIELDS, "content-length", "date", "server"]);

/** Whom the response answers, and what becomes of its body. */
export interface PlatformResponseOptions {
  /** The request's method: to HEAD a length may be told of a body that is not there. */
  readonly method: string;
  /** Makes the stream that is sent of the response's body. */
  readonly sent: (body: ReadableStream<Uint8Array>) => ByteStream;
}

/**
 * Makes the response that the connection sends. Each Set-Cookie stays a line of its own. The length that the application
 * tells is told to the client, and held: who sends another number of bytes is cut.
 *
 * @throws {TypeError} when it cannot be sent: an error response, one that was read, or a field with a control character.
 */
export function platformResponse(response: unknown, { method, sent }: PlatformResponseOptions): HttpResponse {
  if (!(response instanceof Response)) throw new TypeError("The application returned no Response.");
  const { status, headers, body } = response;
  if (status < 200) throw new TypeError(`A response with the status ${status} cannot be sent.`);
  if (response.bodyUsed || body?.locked === true) throw new TypeError("The response's body was read before.");
  const fields = sendable(headers);
  const told = method === "HEAD" || body !== null ? toldLength(headers) : undefined;
  return new HttpResponse({
    status,
    fields,
    body: body === null || isBodiless(status) ? null : sent(body),
    ...(told === undefined ? {} : { length: told }),
  });
}

function sendable(headers: Headers): readonly FieldLine[] {
  const named = new Set(listOf(headers.get("connection") ?? ""));
  const fields = [...headers].filter(([name]) => !OWN_FIELDS.has(name) && !named.has(name));
  for (const [name, value] of fields) {
    // Looked at here already, where it is still an error that can be answered.
    if (!isFieldName(name) || !isFieldValue(value)) {
      throw new TypeError(`The application's field cannot be sent: ${JSON.stringify([name, value])}`);
    }
  }
  return fields;
}

/** The Content-Length of an application, if it is one. */
function toldLength(headers: Headers): number | undefined {
  const text = headers.get("content-length");
  if (text === null) return undefined;
  if (!/^[0-9]{1,15}$/.test(text)) throw new TypeError(`The application's Content-Length is none: ${text}`);
  return Number(text);
}
