/**
 * Refusals as numbers, for where there is no room for more. They hold within one build of the program.
 *
 * @module
 */
import type { Refusal } from "./http_error.ts";
import * as refused from "./refusals.ts";

const REFUSALS: readonly Refusal[] = Object.values(refused);
const NUMBERS: ReadonlyMap<Refusal, number> = new Map(REFUSALS.map((refusal, index) => [refusal, index + 1]));

/** The number of a refusal, from 1; 0 stands for none, and for one that is not of `http/refusals`. */
export function refusalNumber(refusal: Refusal | undefined): number {
  return refusal === undefined ? 0 : NUMBERS.get(refusal) ?? 0;
}

/** The refusal of a number; undefined for 0. */
export function numberedRefusal(number: number): Refusal | undefined {
  return REFUSALS[number - 1];
}
