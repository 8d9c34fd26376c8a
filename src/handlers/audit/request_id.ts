/**
 * An id for each request, by which what a client saw can be found in the log.
 *
 * @module
 */
import { randomBytes } from "node:crypto";
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
    const id = next();
    if (request.notes !== undefined) request.notes.id = id;
    return afterwards(handler(request), (response) => response.withFields([["X-Request-Id", id]]));
  };
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
