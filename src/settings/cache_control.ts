/**
 * The value of Cache-Control (RFC 9111 §5.2).
 *
 * @module
 */

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const QUOTED = '"(?:[ !#-\\[\\]-~]|\\\\[ -~])*"';
/** Any token would do, but all that there are look so, and a glob, say, that got in here does not. */
const NAME = "[A-Za-z][0-9A-Za-z-]*";

/** One directive: its name, and its argument where it has one. */
const DIRECTIVE = new RegExp(`(${NAME})(?:=(${TOKEN}|${QUOTED}))?`, "g");
const LIST = new RegExp(`^(?:${DIRECTIVE.source})(?: *, *(?:${DIRECTIVE.source}))*$`);

/** Directives whose argument is a number of seconds (RFC 9111 §5.2.2, RFC 5861). */
const TIMED: ReadonlySet<string> = new Set([
  "max-age",
  "s-maxage",
  "stale-while-revalidate",
  "stale-if-error",
]);

/**
 * Is this a list of cache directives? A time is digits alone: `max-age=1h` and `max-age="60"` no cache
 * understands.
 *
 * @example
 * ```ts
 * import { assert } from "@std/assert";
 * import { isCacheControl } from "./cache_control.ts";
 *
 * assert(isCacheControl("public, max-age=3600"));
 * assert(!isCacheControl("max-age 3600"));
 * assert(!isCacheControl("max-age=1h"));
 * ```
 */
export function isCacheControl(text: string): boolean {
  if (!LIST.test(text)) return false;
  return [...text.matchAll(DIRECTIVE)].every(([, name = "", argument = ""]) =>
    !TIMED.has(name.toLowerCase()) || /^[0-9]{1,10}$/.test(argument)
  );
}
