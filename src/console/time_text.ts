/**
 * Times for people.
 *
 * @module
 */
import { format } from "@std/fmt/duration";

/**
 * A time in three digits at most: `20 µs`, `1.5 s`, `12 m`; `0` for less than there is a unit for.
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
  if (milliseconds >= 1) return `${Number(milliseconds.toPrecision(3))} ms`;
  const microseconds = Math.round(milliseconds * 1000);
  return microseconds === 0 ? "0" : `${microseconds} µs`;
}

/**
 * A time in microseconds, a tenth of one as long as that is 1 in 1000 or more: `0.4 µs`, `12 µs`, `1500 µs`.
 *
 * @param milliseconds 0 or more
 */
export function microsecondsText(milliseconds: number): string {
  const microseconds = milliseconds * 1000;
  return `${Number(microseconds.toFixed(microseconds < 100 ? 1 : 0))} µs`;
}

/**
 * A time in whole seconds: `1h 4s`.
 *
 * @param milliseconds 0 or more; what is left of a second is dropped
 */
export function longTimeText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return seconds === 0 ? "0s" : format(seconds * 1000, { ignoreZero: true });
}
