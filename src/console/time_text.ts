/**
 * Short times for people.
 *
 * @module
 */

/**
 * A time in three digits at most: `0.02 ms`, `1.5 s`, `12 m`.
 *
 * @param milliseconds 0 or more
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { timeText } from "./time_text.ts";
 *
 * assertEquals(timeText(1234.5), "1.23 s");
 * ```
 */
export function timeText(milliseconds: number): string {
  if (milliseconds >= 600_000) return `${Math.round(milliseconds / 60_000)} m`;
  if (milliseconds >= 1000) return `${Number((milliseconds / 1000).toPrecision(3))} s`;
  if (milliseconds < 0.01) return "0 ms";
  return `${Number(milliseconds.toPrecision(milliseconds < 1 ? 2 : 3))} ms`;
}
