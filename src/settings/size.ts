/**
 * Sizes as people write them: `64 KiB`, `1m`, `512`. All units count in 1024s.
 *
 * @module
 */

/** The grammar of a size, as a regular expression that the JSON Schema can carry too. */
export const SIZE_PATTERN = "^([0-9]+) ?(?:([KkMmGgTt])[Ii]?)?[Bb]?$";

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"] as const;

/**
 * Reads a size: digits, then perhaps a space, then perhaps K, M, G or T with or without `iB` or `B`,
 * in either case.
 *
 * @returns bytes, or undefined for anything else
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseSize } from "./size.ts";
 *
 * assertEquals(parseSize("64 KiB"), 65536);
 * assertEquals(parseSize("64k"), 65536);
 * assertEquals(parseSize("512"), 512);
 * assertEquals(parseSize("1.5 MiB"), undefined);
 * ```
 */
export function parseSize(text: string): number | undefined {
  const match = new RegExp(SIZE_PATTERN).exec(text);
  if (match === null) return undefined;
  const power = " kmgt".indexOf((match[2] ?? " ").toLowerCase());
  const bytes = Number(match[1]) * 1024 ** power;
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}

/**
 * Writes a size in the largest unit that divides it, so that `parseSize` gives the same number back.
 *
 * @param bytes a whole number, 0 or more
 */
export function formatSize(bytes: number): string {
  let count = bytes;
  let power = 0;
  while (count > 0 && count % 1024 === 0 && power < UNITS.length - 1) {
    count /= 1024;
    power++;
  }
  return `${count} ${UNITS[power]}`;
}
