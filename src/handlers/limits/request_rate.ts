/**
 * How often a client may ask (RFC 6585 §4).
 *
 * @module
 */
import { HttpResponse } from "../../http/response.ts";
import type { Middleware } from "../handler.ts";

/** What {@linkcode requestRate} needs. */
export interface RequestRateOptions {
  /** Takes one request from what an address may still make; whether there was one. */
  readonly take: (address: string) => boolean;
}

/** One more request is allowed within a second, as the slowest rate is one a second. */
const RETRY_AFTER = ["Retry-After", "1"] as const;

/** Answers 429 to clients that ask more often than they may. */
export function requestRate({ take }: RequestRateOptions): Middleware {
  const refused = new HttpResponse({ status: 429, fields: [RETRY_AFTER] });
  return (next) => (request) => {
    const { client: { address }, decisions } = request;
    if (take(address)) {
      decisions?.note("limits", `${address} has not used up limits.requestsPerSecond`);
      return next(request);
    }
    decisions?.note("limits", `${address} asks more often than limits.requestsPerSecond lets it: 429`);
    return refused;
  };
}
