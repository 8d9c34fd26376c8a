/**
 * What people call a request that was answered: its worker and its number there, `#2-48213`.
 *
 * @module
 */

/** The name of one request, among all since the program started. */
export interface RequestId {
  /** From 1. */
  readonly worker: number;
  /** From 1. */
  readonly number: number;
}

/** `#2-48213`. */
export function formatRequestId({ worker, number }: RequestId): string {
  return `#${worker}-${number}`;
}

/**
 * Reads the name of a request; the `#` may be left away.
 *
 * @returns undefined for anything else
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseRequestId } from "./request_id.ts";
 *
 * assertEquals(parseRequestId("#2-48213"), { worker: 2, number: 48_213 });
 * assertEquals(parseRequestId("/2-48213"), undefined);
 * ```
 */
export function parseRequestId(text: string): RequestId | undefined {
  const [, worker, number] = /^#?([1-9]\d{0,4})-([1-9]\d{0,14})$/.exec(text) ?? [];
  return worker === undefined ? undefined : { worker: Number(worker), number: Number(number) };
}
