import { describeFound } from "../../settings/printable.ts";
import { ArgumentError } from "../command_error.ts";

/**
 * Reads how many are to be shown.
 *
 * @throws {ArgumentError} for what is no number from 1 to the most
 */
export function countOf(word: string | undefined, { usual, most }: { usual: number; most: number }): number {
  if (word === undefined) return usual;
  const count = /^\d{1,9}$/.test(word) ? Number(word) : 0;
  if (count >= 1 && count <= most) return count;
  throw new ArgumentError(`${describeFound(word)} is not a number from 1 to ${most}.`);
}
