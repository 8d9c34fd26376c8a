/**
 * Telling a client that went away from a bug of ours.
 *
 * @module
 */

/** What reads and writes fail with when the peer is gone, or when the connection was closed by us. */
const GONE = [
  Deno.errors.ConnectionReset,
  Deno.errors.ConnectionAborted,
  Deno.errors.BrokenPipe,
  Deno.errors.NotConnected,
  Deno.errors.TimedOut,
  Deno.errors.UnexpectedEof,
  Deno.errors.Interrupted,
  Deno.errors.BadResource,
] as const;

/** Whether an error only says that the connection is no more. */
export function disconnected(error: unknown): boolean {
  return GONE.some((kind) => error instanceof kind);
}
