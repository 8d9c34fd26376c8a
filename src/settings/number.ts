/**
 * Numbers within bounds, with a unit or without one.
 *
 * @module
 */
import { parseDuration } from "./duration.ts";
import { type Bounds, numberExpectation } from "./expectation.ts";
import { good, type Parsed, refused } from "./parsed.ts";
import { parseSize } from "./size.ts";

/**
 * Checks a number from JSON: a size or duration may be text with a unit.
 *
 * @param bounds its kind and bounds
 * @param value whatever the JSON text had
 */
export function parseNumber(bounds: Bounds, value: unknown): Parsed<number> {
  const number = typeof value === "string" ? withUnit(bounds, value) : value;
  const isWithin = typeof number === "number" && Number.isInteger(number) && number >= bounds.min &&
    number <= bounds.max;
  // Adding 0 turns the -0 that JSON can hold into 0.
  return isWithin ? good(number + 0) : refused(numberExpectation(bounds), value);
}

function withUnit({ kind }: Bounds, text: string): number | undefined {
  if (kind === "size") return parseSize(text);
  return kind === "duration" ? parseDuration(text) : undefined;
}
