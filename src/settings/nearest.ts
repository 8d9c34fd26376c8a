/**
 * "Did you mean …?"
 *
 * @module
 */
import { closestString } from "@std/text/closest-string";
import { levenshteinDistance } from "@std/text/levenshtein-distance";

/** Longer words are not worth a guess; the distance takes time that grows with the length. */
const LONGEST_WORD = 64;

/** Shorter words are part of too many others. */
const SHORTEST_PART = 4;

/**
 * Finds the candidate that a word was probably meant to be, upper and lower case being the same:
 * one that is a typing slip away, else one that is part of the word, or of which the word is part.
 *
 * @param word what was written
 * @param candidates what could have been written; may be empty
 * @returns undefined when no candidate is near
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { nearest } from "./nearest.ts";
 *
 * assertEquals(nearest("prot", ["host", "port"]), "port");
 * assertEquals(nearest("hostname", ["host", "port"]), "host");
 * assertEquals(nearest("colour", ["host", "port"]), undefined);
 * ```
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > LONGEST_WORD || candidates.length === 0) return undefined;
  const closest = closestString(word, candidates);
  if (isSlip(word.toLowerCase(), closest.toLowerCase())) return closest;
  return candidates.find((candidate) => isPart(word.toLowerCase(), candidate.toLowerCase()));
}

/** One edit in three letters, or two letters the wrong way round, which count as two edits. */
function isSlip(word: string, candidate: string): boolean {
  const distance = levenshteinDistance(word, candidate);
  if (distance === 2 && sorted(word) === sorted(candidate)) return true;
  return distance <= Math.floor(Math.min(word.length, candidate.length) / 3);
}

function sorted(word: string): string {
  return [...word].sort().join("");
}

function isPart(a: string, b: string): boolean {
  const [part, whole] = a.length < b.length ? [a, b] : [b, a];
  return part.length >= SHORTEST_PART && whole.includes(part);
}
