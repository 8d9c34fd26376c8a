/**
 * Path patterns as settings have them: which ones make sense.
 *
 * `*` stands for any characters within a segment, `**` for any number of segments, `?` for one character,
 * `{a,b}` for alternatives; all else stands for itself. A pattern without a slash is about the last segment.
 *
 * @module
 */

/** The longest pattern, in UTF-16 units. */
export const LONGEST_GLOB = 256;

/** How many patterns one with braces may stand for: matching takes time for each. */
const MOST_ALTERNATIVES = 16;

/**
 * Says what a pattern should have been: it completes "expected …".
 *
 * A pattern that no path can match is refused too: it would be a rule that silently does nothing.
 *
 * @returns undefined where nothing is wrong
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { globFault } from "./glob_syntax.ts";
 *
 * assertEquals(globFault("*.{js,css}"), undefined);
 * assertEquals(globFault("*.{js,css"), 'a glob with a "}" for every "{"');
 * ```
 */
export function globFault(glob: string): string | undefined {
  if (glob === "") return "a glob";
  if (glob.length > LONGEST_GLOB) return `a glob of at most ${LONGEST_GLOB} characters`;
  if (/\p{Cc}/u.test(glob)) return "a glob without control characters";
  const fault = braceFault(glob);
  if (fault !== undefined) return fault;
  if (countAlternatives(glob) > MOST_ALTERNATIVES) {
    return `a glob that stands for at most ${MOST_ALTERNATIVES} alternatives`;
  }
  return expand(glob).map(segmentsFault).find((fault) => fault !== undefined);
}

function braceFault(glob: string): string | undefined {
  let open = false;
  for (const [brace] of glob.matchAll(/[{}]/g)) {
    if (brace === "{" && open) return 'a glob without "{" within braces';
    if (brace === "}" && !open) return 'a glob with a "{" for every "}"';
    open = brace === "{";
  }
  return open ? 'a glob with a "}" for every "{"' : undefined;
}

function countAlternatives(glob: string): number {
  const groups = [...glob.matchAll(/\{([^}]*)\}/g)].map(([, choices = ""]) => choices.split(",").length);
  return groups.reduce((product, choices) => product * choices, 1);
}

/** The patterns without braces that one stands for. */
function expand(glob: string): readonly string[] {
  const groups = glob.split(/[{}]/).map((part, index) => index % 2 === 0 ? [part] : part.split(","));
  return groups.reduce<readonly string[]>(
    (heads, choices) => heads.flatMap((head) => choices.map((choice) => head + choice)),
    [""],
  );
}

/** Of a pattern without braces. */
function segmentsFault(pattern: string): string | undefined {
  if (pattern.includes("***")) return 'a glob without "***"';
  if (pattern.includes("\\")) return "a glob without a backslash, which no path has";
  const segments = (pattern.startsWith("/") ? pattern.slice(1) : pattern).split("/");
  if (segments.some((segment) => segment.includes("**") && segment !== "**")) {
    return 'a glob whose "**" is a segment of its own, as in "/img/**/*.png"';
  }
  // An empty segment at the end is the slash of a directory's path.
  if (segments.slice(0, -1).includes("") || segments.some((segment) => /^\.\.?$/.test(segment))) {
    return 'a glob without empty, "." and ".." segments, which no path has';
  }
  return undefined;
}
