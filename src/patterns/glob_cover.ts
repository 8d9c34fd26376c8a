/**
 * Whether one path pattern takes all that another one does.
 *
 * @module
 */
import { type Alternative, globAlternatives, isAnySegments, type Segment } from "./glob.ts";

/** A pattern, made ready to be compared with others. */
export class GlobCover {
  readonly #alternatives: readonly Alternative[];

  /** @param pattern A pattern that the settings' check let through. */
  constructor(pattern: string) {
    this.#alternatives = fromRoot(pattern);
  }

  /**
   * Does every path that fits `inner` fit this pattern? The answer is yes only where that is certain; for patterns
   * that are written in very different ways it may be no although it is so.
   *
   * @example
   * ```ts
   * import { assert } from "@std/assert";
   * import { GlobCover } from "./glob_cover.ts";
   *
   * const [images, pictures] = [new GlobCover("/img/**"), new GlobCover("/img/*.png")];
   * assert(images.covers(pictures) && !pictures.covers(images));
   * ```
   */
  covers(inner: GlobCover): boolean {
    return inner.#alternatives.every((narrow) => this.#alternatives.some((wide) => covers(wide, narrow)));
  }
}

const ANY: Segment = ["*", "*"];

/** A pattern without a slash is about the last segment, wherever that is; and every path has one. */
function fromRoot(pattern: string): readonly Alternative[] {
  if (pattern === "*") return [{ segments: [ANY], suffix: "" }];
  const alternatives = globAlternatives(pattern);
  if (pattern.includes("/")) return alternatives;
  return alternatives.map(({ segments, suffix }) => ({ segments: [ANY, ...segments], suffix }));
}

/** Most that do not are told by their ends, which costs little. */
function covers(outer: Alternative, inner: Alternative): boolean {
  return inner.suffix.endsWith(outer.suffix) && coversSegments(outer.segments, inner.segments);
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
