/**
 * How long making the answer took, for the browser's tools (Server Timing §3).
 *
 * @module
 */
import { afterwards, type Middleware } from "../handler.ts";

/**
 * Tells it in Server-Timing. What is told is the time up to the answer's head: a stream goes on after it.
 *
 * @param now A monotonic time in milliseconds.
 */
export function serverTiming(now: () => number): Middleware {
  return (next) => (request) => {
    const begun = now();
    return afterwards(next(request), (response) => {
      const taken = (now() - begun).toFixed(3);
      return response.withFields([["Server-Timing", `handler;dur=${taken}`]]);
    });
  };
}
