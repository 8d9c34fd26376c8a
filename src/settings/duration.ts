/**
 * Durations as people write them: `250ms`, `10s`, `5m`, `1h`.
 *
 * @module
 */

/** The grammar of a duration, as a regular expression that the JSON Schema can carry too. */
export const DURATION_PATTERN = "^([0-9]+) ?(ms|s|m|h)$";

const UNITS: readonly (readonly [name: string, milliseconds: number])[] = [
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1000],
  ["ms", 1],
];

/**
 * Reads a duration: digits, then perhaps a space, then `ms`, `s`, `m` (minutes) or `h`. A number
 * without a unit is no duration here: too many programs mean seconds by it.
 *
 * @returns milliseconds, or undefined for anything else
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseDuration } from "./duration.ts";
 *
 * assertEquals(parseDuration("10s"), 10_000);
 * assertEquals(parseDuration("10"), undefined);
 * ```
 */
export function parseDuration(text: string): number | undefined {
  const match = new RegExp(DURATION_PATTERN).exec(text);
  const unit = UNITS.find(([name]) => name === match?.[2]);
  if (match === null || unit === undefined) return undefined;
  const milliseconds = Number(match[1]) * unit[1];
  return Number.isSafeInteger(milliseconds) ? milliseconds : undefined;
}

/**
 * Writes a duration in the largest unit that divides it, so that `parseDuration` gives the same
 * number back.
 *
 * @param milliseconds a whole number, 0 or more
 */
export function formatDuration(milliseconds: number): string {
  if (milliseconds === 0) return "0s";
  const unit = UNITS.find(([, length]) => milliseconds % length === 0);
  return unit === undefined ? `${milliseconds}ms` : `${milliseconds / unit[1]}${unit[0]}`;
}
