/**
 * Whether one path pattern takes all that another one does.
 *
 * @module
 */
import { globSegments, isAnySegments, type Segment } from "./glob.ts";

/**
 * Does every path that fits `inner` fit `outer`? The answer is yes only where that is certain; for patterns
 * that are written in very different ways it may be no although it is so.
 *
 * @param outer a pattern that the settings' check let through
 * @param inner another one
 *
 * @example
 * ```ts
 * import { assert } from "@std/assert";
 * import { coversGlob } from "./glob_cover.ts";
 *
 * assert(coversGlob("/img/**", "/img/*.png"));
 * assert(!coversGlob("/img/*.png", "/img/**"));
 * ```
 */
export function coversGlob(outer: string, inner: string): boolean {
  const wide = fromRoot(outer);
  return fromRoot(inner).every((narrow) => wide.some((one) => coversSegments(one, narrow)));
}

const ANY: Segment = ["*", "*"];

/** A pattern without a slash is about the last segment, wherever that is; and every path has one. */
function fromRoot(pattern: string): readonly (readonly Segment[])[] {
  if (pattern === "*") return [[ANY]];
  const alternatives = globSegments(pattern);
  return pattern.includes("/") ? alternatives : alternatives.map((segments) => [ANY, ...segments]);
}

/** As a pattern is matched with a path; but a star of the inner one is only taken by one that takes as much. */
function coversSegments(outer: readonly Segment[], inner: readonly Segment[]): boolean {
  let below = Array.from({ length: inner.length + 1 }, (_, at) => at === inner.length);
  for (const segment of outer.toReversed()) {
    const row = new Array<boolean>(inner.length + 1).fill(false);
    for (let at = inner.length; at >= 0; at--) {
      const taken = inner[at];
      if (isAnySegments(segment)) row[at] = below[at] === true || row[at + 1] === true;
      else if (taken !== undefined && !isAnySegments(taken)) {
        row[at] = below[at + 1] === true && coversSegment(segment, taken);
      }
    }
    below = row;
  }
  return below[0] === true;
}

/** Which suffixes of the inner segment each suffix of the outer one covers. */
function coversSegment(outer: Segment, inner: Segment): boolean {
  let below = Array.from({ length: inner.length + 1 }, (_, at) => at === inner.length);
  for (const character of outer.toReversed()) {
    const row = new Array<boolean>(inner.length + 1).fill(false);
    for (let at = inner.length; at >= 0; at--) {
      if (character === "*") row[at] = below[at] === true || row[at + 1] === true;
      else row[at] = below[at + 1] === true && coversCharacter(character, inner[at]);
    }
    below = row;
  }
  return below[0] === true;
}

function coversCharacter(outer: string, inner: string | undefined): boolean {
  return outer === "?" ? inner !== undefined && inner !== "*" : outer === inner;
}
