/**
 * Waiting for the server, in scripts.
 *
 * @module
 */
import { parseDuration } from "../settings/duration.ts";
import { describeFound } from "../settings/printable.ts";
import { ArgumentError, CommandError } from "./command_error.ts";
import { pause } from "./showing.ts";

/** Between two looks, in milliseconds: counters are read, which costs nothing to speak of. */
const PERIOD = 20;

/** How long scripts wait where they do not say, in milliseconds. */
export const PATIENCE = 60_000;

/**
 * Waits until something is so.
 *
 * @param patience how long, in milliseconds
 * @param missing says what is not so, when the time is up
 * @throws {CommandError} when it is not so in time, or the signal is aborted
 */
export async function until(
  isSo: () => boolean,
  { patience, missing, signal }: {
    readonly patience: number;
    readonly missing: () => string;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const end = performance.now() + patience;
  while (!isSo()) {
    if (signal.aborted) throw new CommandError("The wait was ended.");
    if (performance.now() >= end) throw new CommandError(missing());
    await pause(PERIOD, signal);
  }
}

/**
 * Reads how long to wait.
 *
 * @returns milliseconds
 * @throws {ArgumentError} for what is no duration
 */
export function patienceOf(word: string | undefined): number {
  const patience = word === undefined ? PATIENCE : parseDuration(word);
  if (patience !== undefined) return patience;
  throw new ArgumentError(`${describeFound(word)} is not a time to wait: write 10s, 500ms or 5m.`);
}
