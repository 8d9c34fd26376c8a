/**
 * A request, and what only its connection needs to know of it.
 *
 * @module
 */
import { bodyLength, expectsContinue, isPersistent, requestHost } from "../http/framing.ts";
import { HttpError } from "../http/http_error.ts";
import * as refused from "../http/refusals.ts";
import type { Client, HttpRequest, Presence } from "../http/request.ts";
import type { RequestHead } from "../http/request_head.ts";
import type { ConnectionOption } from "../http/response.ts";
import { parseTarget } from "../http/target.ts";
import type { Settings } from "../settings/settings.ts";
import { BodyReader, type BodySource } from "./body_reader.ts";
import type { ReadBuffer } from "./read_buffer.ts";

/** A request that is being answered. */
export interface Exchange {
  readonly request: HttpRequest;
  /** The request's body, with what only the connection may do with it. */
  readonly body: BodyReader | null;
  /** Whether the client wants the connection to go on. */
  readonly persistent: boolean;
}

/** Where a request comes from. */
export interface RequestSource {
  /** The received bytes, of which the head is the first. */
  readonly buffer: ReadBuffer;
  /** Who sent it. */
  readonly client: Client;
  /** Where its body, if it has one, is read from. */
  readonly bodySource: BodySource;
  /** Whether the client is still there. */
  readonly presence?: Presence;
}

/**
 * Makes the request of a head that has arrived whole, and takes the head from the buffer.
 *
 * @throws {HttpError} when the head is refused for what it says.
 */
export function beginExchange(head: RequestHead, source: RequestSource, settings: Settings): Exchange {
  try {
    return exchangeOf(head, source, settings);
  } catch (error) {
    throw error instanceof HttpError ? placed(error, head) : error;
  }
}

/** The same error, its place counted from the request's first byte. */
function placed(error: HttpError, head: RequestHead): HttpError {
  const { refusal, at, part } = error;
  return part === undefined ? error : new HttpError(refusal, head.startOf(part) + at);
}

function exchangeOf(head: RequestHead, source: RequestSource, settings: Settings): Exchange {
  const { method, minorVersion, fields } = head;
  const target = parseTarget(method, head.target);
  // No connection is secured yet; a trusted gateway would ask for http.
  if (target.host !== undefined && /^https:/i.test(target.raw)) {
    throw new HttpError(refused.MISDIRECTED, 0, "target");
  }
  const host = requestHost(fields, minorVersion, target);
  const length = bodyLength(fields, minorVersion);
  const limit = settings["limits.body"];
  if (length > limit) throw new HttpError(refused.LARGE_BODY, 0, "content-length");
  const waits = expectsContinue(fields, minorVersion);
  // Reading the body reuses the buffer that the head's offsets point into.
  if (length !== 0) head.retain();
  source.buffer.consume(head.length);
  const body = length === 0 ? null : new BodyReader(source.bodySource, {
    length,
    limit,
    trailerLimit: settings["limits.head"],
    expectsContinue: waits,
  });
  const { client, presence } = source;
  const request = { method, target, host, minorVersion, fields, body, client, presence };
  return { request, body, persistent: isPersistent(fields, minorVersion) };
}

/** What the answer's Connection field says: HTTP/1.0 must be told that the connection goes on (RFC 9112 §9.3). */
export function connectionOption({ request }: Exchange, goesOn: boolean): ConnectionOption {
  if (!goesOn) return "close";
  return request.minorVersion === 0 ? "keep-alive" : "";
}
