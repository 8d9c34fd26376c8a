/**
 * How long something is to last: `for 10m`.
 *
 * @module
 */
import { formatDuration, parseDuration } from "../settings/duration.ts";
import { describeFound } from "../settings/printable.ts";
import { type Lasting, LONGEST_TIME } from "../supervisor/operations.ts";
import { ArgumentError } from "./command_error.ts";
import type { Argument } from "./command.ts";
import type { ConsoleContext } from "./context.ts";
import { longTimeText } from "./time_text.ts";

/** The words that say how long, as a command declares them; its last argument. */
export const LASTING: Argument<ConsoleContext> = {
  name: "for",
  syntax: "[for <time>]",
  summary: "end it by itself after that time, such as 10m",
  rest: true,
  complete: (_, { words }) => words.at(-1) === "for" ? ["10m", "1h", "24h"] : ["for"],
};

/**
 * Reads them.
 *
 * @returns milliseconds; `Infinity` where there are none
 * @throws {ArgumentError} when they make no sense
 */
export function parseLasting([preposition, time, tooMuch]: readonly string[]): number {
  if (preposition === undefined) return Infinity;
  if (preposition !== "for" || tooMuch !== undefined) {
    throw new ArgumentError(
      `${describeFound(tooMuch ?? preposition)} is too much: write 'for 10m', or nothing.`,
    );
  }
  const parsed = time === undefined ? undefined : parseDuration(time);
  if (parsed !== undefined && parsed > 0 && parsed <= LONGEST_TIME) return parsed;
  if (time === undefined) throw new ArgumentError("'for' needs a time, such as 30s, 10m or 24h.");
  throw new ArgumentError(
    `${describeFound(time)} is not a time: write 30s, 10m or 24h; 596h is the longest.`,
  );
}

/** ` for 10m`, or nothing. */
export function lastingText(time: number): string {
  return time === Infinity ? "" : ` for ${formatDuration(time)}`;
}

/** How long something goes on, in words that begin it anew: ` for 592s`, or nothing. */
export function leftText({ until }: Lasting, now: number): string {
  return lastingText(until === Infinity ? Infinity : Math.max(1, Math.ceil((until - now) / 1000)) * 1000);
}

/** When something ends: `in 9m 12s`, or `when you end it`. */
export function endText(until: number, now: number): string {
  if (until === Infinity) return "when you end it";
  return `in ${longTimeText(Math.max(1, Math.ceil((until - now) / 1000)) * 1000)}`;
}
