/**
 * Path patterns, as settings have them.
 *
 * Not made into regular expressions: those can be written so that matching takes for ever, and nothing in the
 * settings may hold up a serving thread. Matching here takes pattern length times path length steps at most.
 *
 * @module
 */

/** Decides whether a normalised URL path fits a pattern. */
export type PathMatcher = (path: string) => boolean;

/**
 * Compiles a pattern: `*` stands for any characters of one segment, `**` for any number of segments, `?` for
 * one character, `{a,b}` for alternatives. A pattern without a slash is about the last segment alone.
 *
 * @param pattern A pattern that the settings' check let through.
 *
 * @example
 * ```ts
 * const images = compileGlob("/img/**" + "/*.{png,jpg}");
 * if (!images("/img/a/b/c.png") || images("/img/c.gif")) throw new Error();
 * if (!compileGlob("*.css")("/any/where/main.css")) throw new Error();
 * ```
 */
export function compileGlob(pattern: string): PathMatcher {
  const patterns = expandBraces(pattern).map(segmentsOf);
  const isAboutName = !pattern.includes("/");
  return (path) => {
    const segments = segmentsOf(isAboutName ? path.slice(path.lastIndexOf("/") + 1) : path);
    return patterns.some((alternative) => matchSegments(alternative, segments));
  };
}

/** A segment's characters: whole ones, not the halves that some are made of, so that `?` takes one of any kind. */
type Segment = readonly string[];

function segmentsOf(path: string): readonly Segment[] {
  return (path.startsWith("/") ? path.slice(1) : path).split("/").map((segment) => [...segment]);
}

/** The patterns that one with `{a,b}` stands for. */
function expandBraces(pattern: string): readonly string[] {
  const [whole, before = "", choices = "", after = ""] = /^([^{]*)\{([^{}]*)\}(.*)$/s.exec(pattern) ?? [];
  if (whole === undefined) return [pattern];
  const rest = expandBraces(after);
  return choices.split(",").flatMap((choice) => rest.map((tail) => before + choice + tail));
}

/** Row by row: which suffixes of the path each suffix of the pattern matches. */
function matchSegments(pattern: readonly Segment[], path: readonly Segment[]): boolean {
  let below = Array.from({ length: path.length + 1 }, (_, at) => at === path.length);
  for (const segment of pattern.toReversed()) {
    const row = new Array<boolean>(path.length + 1).fill(false);
    for (let at = path.length; at >= 0; at--) {
      if (isAnySegments(segment)) row[at] = below[at] === true || row[at + 1] === true;
      else row[at] = below[at + 1] === true && matchSegment(segment, path[at] ?? []);
    }
    below = row;
  }
  return below[0] === true;
}

function isAnySegments(segment: Segment): boolean {
  return segment.length === 2 && segment[0] === "*" && segment[1] === "*";
}

/** After a mismatch only the last `*` can take one character more: no other choice needs to be tried again. */
function matchSegment(pattern: Segment, text: Segment): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let starText = 0;
  while (t < text.length) {
    if (pattern[p] === "*") {
      star = p++;
      starText = t;
    } else if (pattern[p] === "?" || pattern[p] === text[t]) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++starText;
    } else {
      return false;
    }
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}
