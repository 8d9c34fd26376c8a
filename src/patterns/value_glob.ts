/**
 * Patterns of field values.
 *
 * @module
 */
import { matchSegment } from "./glob.ts";

/** Decides whether a value fits a pattern. */
export type ValueMatcher = (value: string) => boolean;

/**
 * Compiles a pattern: `*` stands for any characters, `?` for one; upper and lower case are the same, as they are in
 * most of what fields say. Matching takes pattern length times value length steps at most.
 *
 * @example
 * ```ts
 * const german = compileValueGlob("de*");
 * if (!german("DE-AT, en;q=0.5") || german("en, de")) throw new Error();
 * ```
 */
export function compileValueGlob(pattern: string): ValueMatcher {
  const wanted = [...pattern.toLowerCase()];
  return (value) => matchSegment(wanted, [...value.toLowerCase()]);
}
