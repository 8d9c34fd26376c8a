/**
 * Numbers with the noun that they count.
 *
 * @module
 */

const grouped = new Intl.NumberFormat("en");

/**
 * Writes how many there are of something, digits in groups.
 *
 * @example
 * ```ts
 * import { countOf } from "./quantity.ts";
 * if (countOf(1234, "byte", "bytes") !== "1,234 bytes") throw new Error();
 * ```
 */
export function countOf(number: number, one: string, several: string): string {
  return `${grouped.format(number)} ${number === 1 ? one : several}`;
}
