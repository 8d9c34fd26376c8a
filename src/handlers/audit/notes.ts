/**
 * Taking down what handlers find out about a request, for the log.
 *
 * @module
 */
import type { Middleware } from "../handler.ts";

/** Has the inner handlers take notes. The outermost: whoever logs has the request that came in here. */
export function takesNotes(): Middleware {
  return (next) => (request) => {
    request.notes = {};
    return next(request);
  };
}

/** Notes who sent a request; behind whatever finds that out. */
export function notesClient(): Middleware {
  return (next) => (request) => {
    if (request.notes !== undefined) request.notes.client = request.client;
    return next(request);
  };
}
