/**
 * An id for each request, by which what a client saw can be found in the log.
 *
 * @module
 */
import { randomBytes } from "node:crypto";
import type { HttpRequest } from "../../http/request.ts";
import { HttpResponse } from "../../http/response.ts";
import { afterwards, type Middleware } from "../handler.ts";

/** 72 bits: among a thousand million requests, two have the same once in ten thousand logs. */
const BYTES = 9;
/** Ids whose randomness is asked for at once, as asking costs more than an id. */
const AT_ONCE = 256;

/**
 * Tells each request's id in X-Request-Id. One that comes with a request is not believed: with it, strangers could have
 * their requests found in place of others'.
 */
export function requestId(): Middleware {
  const next = idSource();
  return (handler) => (request) => {
    (request.notes ??= {}).id = next();
    return afterwards(handler(request), (response) => withRequestId(response, request));
  };
}

/** Tells it also in an answer that no handler made, such as that to a bug: with it the client can say which one it met. */
export function withRequestId(response: HttpResponse, request: HttpRequest): HttpResponse {
  const id = request.notes?.id;
  if (id === undefined) return response;
  // An application may give one of its own: the client is to name the one that is in the log.
  const { status, body, length } = response;
  const others = response.fields.filter(([name]) => name.toLowerCase() !== "x-request-id");
  return new HttpResponse({
    status,
    fields: [...others, ["X-Request-Id", id]],
    body,
    ...(length !== undefined && { length }),
  });
}

/** Gives an id of 12 characters at each call. */
function idSource(): () => string {
  let bytes = randomBytes(0);
  let at = 0;
  return () => {
    if (at === bytes.length) {
      bytes = randomBytes(BYTES * AT_ONCE);
      at = 0;
    }
    return bytes.toString("base64url", at, at += BYTES);
  };
}
