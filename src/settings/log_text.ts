/**
 * What the lines of an access log are made of. Text of others is on one line, in its place, and harmless to the terminal
 * that shows it.
 *
 * What comes out is printable ASCII. So nothing in it can end a line, pass for another field, move a cursor, turn the
 * direction of writing, or look like something that it is not.
 *
 * @module
 */

/** A longer text is cut: a field may be as long as a head, and a line must not be. In UTF-16 units. */
const LONGEST = 8192;
const CUT = "...";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const PLAIN = /^[ !#-[\]-~]*$/;
const PLAIN_WITHOUT_SPACES = /^[!#-[\]-~]*$/;
const OTHERS = /[^!#-[\]-~]/gu;

/**
 * Writes all but plain characters as `\xhh` (and characters over U+00FF as `\u{h}`), quotes and backslashes too.
 *
 * @param isQuoted Whether it stands between quotes. If not, a space would begin another field, and is escaped too.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { escapeText } from "./log_text.ts";
 *
 * assertEquals(escapeText('a "b"\n', true), "a \\x22b\\x22\\x0a");
 * assertEquals(escapeText("a b", false), "a\\x20b");
 * ```
 */
export function escapeText(text: string, isQuoted: boolean): string {
  const whole = cut(text);
  if ((isQuoted ? PLAIN : PLAIN_WITHOUT_SPACES).test(whole)) return whole;
  return whole.replace(OTHERS, (character) => {
    if (character === " " && isQuoted) return character;
    const code = character.codePointAt(0) ?? 0;
    const digits = code.toString(16);
    return code > 0xff ? `\\u{${digits}}` : `\\x${digits.padStart(2, "0")}`;
  });
}

/**
 * Escapes characters that separate the fields of a line.
 *
 * @param text As {@linkcode escapeText} gives it.
 * @param separators Printable ones that no escape consists of.
 */
export function escapeSeparators(text: string, separators: readonly string[]): string {
  return separators.reduce(
    (escaped, separator) => escaped.replaceAll(separator, `\\x${separator.charCodeAt(0).toString(16)}`),
    text,
  );
}

/** Writes text as a JSON string of printable ASCII. */
export function escapeJson(text: string): string {
  return JSON.stringify(cut(text)).replace(
    /[\x7f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * The time of the Common Log Format, in UTC: `27/Nov/2026:17:30:00 +0000`.
 *
 * @param now milliseconds since 1970
 */
export function commonTime(now: number): string {
  const iso = new Date(now).toISOString();
  const month = MONTHS[Number(iso.slice(5, 7)) - 1] ?? "";
  return `${iso.slice(8, 10)}/${month}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
}

function cut(text: string): string {
  return text.length > LONGEST ? text.slice(0, LONGEST) + CUT : text;
}
