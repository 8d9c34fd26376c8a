/**
 * The Handler layer's two types, and how they compose.
 *
 * A handler answers requests and knows nothing of sockets: it is tested by calling it. A middleware wraps
 * a handler with one concern. They are put together once, when the settings are read; a concern that
 * nobody asked for is not in the chain and costs nothing.
 *
 * @module
 */
import type { HttpRequest } from "../http/request.ts";
import type { HttpResponse } from "../http/response.ts";

/** Answers one request. Returns synchronously wherever it can: a promise costs a turn of the event loop. */
export type Handler = (request: HttpRequest) => HttpResponse | Promise<HttpResponse>;

/** Wraps a handler with one concern. */
export type Middleware = (next: Handler) => Handler;

/**
 * Wraps a handler with several middlewares; the first is the outermost.
 *
 * @example
 * ```ts
 * import { HttpResponse } from "../http/response.ts";
 * const answer: Handler = () => new HttpResponse({ status: 204 });
 * const stamped: Middleware = (next) => async (request) =>
 *   (await next(request)).withFields([["X-Served-By", "an example"]]);
 * const handler: Handler = compose([stamped], answer);
 * ```
 */
export function compose(middlewares: readonly Middleware[], handler: Handler): Handler {
  return middlewares.reduceRight((next, wrap) => wrap(next), handler);
}

/**
 * Goes on with a response that may still be a promise, without making one of a response that is not.
 *
 * @param answer What a handler returned.
 * @param then What to do with the response.
 */
export function afterwards(
  answer: HttpResponse | Promise<HttpResponse>,
  then: (response: HttpResponse) => HttpResponse,
): HttpResponse | Promise<HttpResponse> {
  return answer instanceof Promise ? answer.then(then) : then(answer);
}
