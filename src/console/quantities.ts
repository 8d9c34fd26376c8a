/**
 * Quantities for people.
 *
 * @module
 */
import { format as formatBytes } from "@std/fmt/bytes";

/** `1.5 KiB`: the library writes a small k, which IEC 80000-13 does not know. */
export function bytesText(bytes: number): string {
  return formatBytes(bytes, { binary: true }).replace("kiB", "KiB");
}

/**
 * A time in three digits: `0.02 ms`, `1.5 s`, `12 m`.
 *
 * @param milliseconds 0 or more
 */
export function timeText(milliseconds: number): string {
  if (milliseconds >= 600_000) return `${Math.round(milliseconds / 60_000)} m`;
  if (milliseconds >= 1000) return `${Number((milliseconds / 1000).toPrecision(3))} s`;
  if (milliseconds < 0.01) return "0 ms";
  return `${Number(milliseconds.toPrecision(milliseconds < 1 ? 2 : 3))} ms`;
}
