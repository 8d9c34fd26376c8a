/**
 * From an offset in a text to the line and column that an editor shows.
 *
 * @module
 */

/** A place in a text. */
export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

/**
 * Prepares a text for look-ups. Lines end with LF, CRLF or CR.
 *
 * @param text the whole text
 * @returns a function from an offset, in UTF-16 units, to its place
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { positionsIn } from "./position.ts";
 *
 * assertEquals(positionsIn("a\r\nbc")(4), { line: 2, column: 2 });
 * ```
 */
export function positionsIn(text: string): (offset: number) => Position {
  const starts = [0];
  for (const end of text.matchAll(/\r\n|\r|\n/g)) starts.push(end.index + end[0].length);
  return (offset) => {
    const line = lastAtOrBefore(starts, offset);
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
}

/** The index of the last element that is not beyond `limit`, by bisection. */
function lastAtOrBefore(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((sorted[middle] ?? Infinity) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
