/**
 * Paths made from a template, for a request that is to be answered as if it had asked for another path.
 *
 * @module
 */
import { isPlainHost, type RequestValues, valueOf } from "./request_values.ts";
import { fillTemplate, placeholdersOf, type TemplatePart } from "./template.ts";

/** How often a request is rewritten: who has it done more often goes round in a circle. */
export const MOST_REWRITES = 10;

/**
 * The longest path that is made, in UTF-16 units: none that arrives is longer, and rewrites that make theirs longer and
 * longer must come to an end.
 */
const LONGEST_PATH = 65_536;

/**
 * Makes a normalised path: decoded, with single slashes, and without dot segments.
 *
 * @param parts a template that starts with a slash, or with `{path}`
 * @returns undefined where a value would have made it lead elsewhere: with a segment `..`, say, or without the
 * host that it is to have; and where it would be longer than any that arrives
 */
export function fillPath(parts: readonly TemplatePart[], values: RequestValues): string | undefined {
  if (placeholdersOf(parts).includes("host") && !isPlainHost(values.host)) return undefined;
  const path = fillTemplate(parts, (name) => valueOf(values, name));
  return path.length > LONGEST_PATH ? undefined : normalized(path);
}

/**
 * Takes double slashes out of a path.
 *
 * @returns undefined for one with dot segments
 */
export function normalized(path: string): string | undefined {
  if (/(?:^|\/)\.\.?(?:\/|$)/.test(path)) return undefined;
  return path.replace(/\/{2,}/g, "/");
}
