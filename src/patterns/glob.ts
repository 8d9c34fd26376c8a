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

/** What the stars of a pattern stand for in a path, one after the other. */
export type Captures = readonly string[];

/** Decides the same, and tells what the stars stand for; `undefined` when the path does not fit. */
export type CapturingMatcher = (path: string) => Captures | undefined;

/** What a pattern stands for: each of the patterns without braces. */
interface Pattern {
  /** Whether it is about the last segment alone. */
  readonly isAboutName: boolean;
  /** What every path that fits starts with. */
  readonly prefix: string;
  readonly alternatives: readonly Alternative[];
}

/** A pattern without braces. */
export interface Alternative {
  readonly segments: readonly Segment[];
  /** What every path that fits ends with: all behind the last star or question mark. */
  readonly suffix: string;
}

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
  const compiled = compile(pattern);
  return (path) => fits(compiled, path) !== undefined;
}

/**
 * Compiles a pattern, and tells what its `*` and `**` stand for. Where that could be told in several ways, each
 * star but the last takes as little as it can.
 *
 * @param pattern A pattern that the settings' check let through.
 *
 * @example
 * ```ts
 * const moved = compileCapturing("/old/*" + "/**");
 * if (moved("/old/a/b/c")?.join() !== "a,b/c") throw new Error();
 * if (moved("/new/a") !== undefined) throw new Error();
 * ```
 */
export function compileCapturing(pattern: string): CapturingMatcher {
  const compiled = compile(pattern);
  return (path) => {
    const fit = fits(compiled, path);
    return fit === undefined ? undefined : capture(fit);
  };
}

/** How many stars a pattern has for sure: of alternatives, the one with the fewest counts. */
export function countCaptures(pattern: string): number {
  const counts = expandBraces(pattern).map((one) => one.match(/\*\*?/g)?.length ?? 0);
  return Math.min(...counts);
}

/** The patterns without braces that a pattern stands for. */
export function globAlternatives(pattern: string): readonly Alternative[] {
  return expandBraces(pattern).map((text) => {
    const rooted = !text.includes("/") || text.startsWith("/") ? text : `/${text}`;
    return { segments: segmentsOf(text), suffix: rooted.slice(rooted.search(/[^*?]*$/)) };
  });
}

function compile(pattern: string): Pattern {
  const isAboutName = !pattern.includes("/");
  const prefix = isAboutName ? "" : literalPrefix(pattern.startsWith("/") ? pattern : `/${pattern}`);
  return { isAboutName, prefix, alternatives: globAlternatives(pattern) };
}

/** `/admin/**` fits `/admin` too: what starts a segment may stand for none, and then its slash is not there either. */
function literalPrefix(pattern: string): string {
  const special = pattern.search(/[*?{]/);
  if (special < 0) return pattern;
  const prefix = pattern.slice(0, special);
  return prefix.endsWith("/") ? prefix.slice(0, -1) : prefix;
}

/** A path that fits, and what came of matching it. */
interface Fit {
  readonly pattern: readonly Segment[];
  readonly path: readonly Segment[];
  readonly rows: Rows;
}

/** The first alternative that a path fits. Most that it does not fit are told by their ends, which costs little. */
function fits(compiled: Pattern, path: string): Fit | undefined {
  if (!path.startsWith(compiled.prefix)) return undefined;
  let segments: readonly Segment[] | undefined;
  for (const { segments: pattern, suffix } of compiled.alternatives) {
    if (!path.endsWith(suffix)) continue;
    segments ??= pathSegments(compiled, path);
    const rows = matchRows(pattern, segments);
    if (rows[0]?.[0] === true) return { pattern, path: segments, rows };
  }
  return undefined;
}

function pathSegments({ isAboutName }: Pattern, path: string): readonly Segment[] {
  return segmentsOf(isAboutName ? path.slice(path.lastIndexOf("/") + 1) : path);
}

/** A segment's characters: whole ones, not the halves that some are made of, so that `?` takes one of any kind. */
export type Segment = readonly string[];

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

type Rows = readonly (readonly boolean[])[];

/** Row by row: which suffixes of the path each suffix of the pattern matches, the whole pattern first. */
function matchRows(pattern: readonly Segment[], path: readonly Segment[]): Rows {
  let below = Array.from({ length: path.length + 1 }, (_, at) => at === path.length);
  const rows = [below];
  for (const segment of pattern.toReversed()) {
    const row = new Array<boolean>(path.length + 1).fill(false);
    for (let at = path.length; at >= 0; at--) {
      if (isAnySegments(segment)) row[at] = below[at] === true || row[at + 1] === true;
      else row[at] = below[at + 1] === true && matchSegment(segment, path[at] ?? []);
    }
    rows.push(row);
    below = row;
  }
  return rows.reverse();
}

function capture({ pattern, path, rows }: Fit): Captures {
  const captures: string[] = [];
  let at = 0;
  for (const [number, segment] of pattern.entries()) {
    if (!isAnySegments(segment)) {
      captures.push(...captureSegment(segment, path[at++] ?? []));
      continue;
    }
    const from = at;
    while (rows[number + 1]?.[at] !== true) at++;
    captures.push(path.slice(from, at).map((one) => one.join("")).join("/"));
  }
  return captures;
}

/** Is this the segment `**`? */
export function isAnySegments(segment: Segment): boolean {
  return segment.length === 2 && segment[0] === "*" && segment[1] === "*";
}

/** What one `*` took: from where, and up to where. */
interface Star {
  readonly from: number;
  to: number;
}

function captureSegment(pattern: Segment, text: Segment): Captures {
  const stars: Star[] = [];
  matchSegment(pattern, text, stars);
  return stars.map(({ from, to }) => text.slice(from, to).join(""));
}

/** Matches one segment. After a mismatch only the last `*` can take one character more: no other choice needs to be tried again. */
export function matchSegment(pattern: Segment, text: Segment, stars?: Star[]): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let starText = 0;
  while (t < text.length) {
    if (pattern[p] === "*") {
      star = p++;
      starText = t;
      stars?.push({ from: t, to: t });
    } else if (pattern[p] === "?" || pattern[p] === text[t]) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++starText;
      const taking = stars?.at(-1);
      if (taking !== undefined) taking.to = t;
    } else {
      return false;
    }
  }
  while (pattern[p] === "*") {
    p++;
    stars?.push({ from: t, to: t });
  }
  return p === pattern.length;
}
