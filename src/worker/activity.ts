/**
 * What a connection does, for whoever looks at it.
 *
 * @module
 */
import type { OpenConnection } from "../channel/questions.ts";
import type { RequestHead } from "../http/request_head.ts";

/** What a connection waits for; it decides what a passed deadline means. */
export type Phase = OpenConnection["state"];

/** What a connection does at a moment. */
export type Activity = Pick<OpenConnection, "state" | "active" | "request" | "requests" | "bytes">;

/**
 * Puts together what a connection does.
 *
 * @param head that of the request in hand, or that is coming; absent between two requests
 * @param requests those so far
 * @param bytes those sent so far
 */
export function activityOf(
  { phase: state, isActive: active }: { readonly phase: Phase; readonly isActive: boolean },
  head: RequestHead | undefined,
  requests: number,
  bytes: number,
): Activity {
  const isWhole = state === "handler" || state === "body" || state === "write";
  const request = head !== undefined && isWhole ? `${head.method} ${head.target}` : undefined;
  return { state, active, request, requests, bytes };
}
