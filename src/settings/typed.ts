/**
 * Lists and maps as people type them: `a, b` and `a=b; c=d`.
 *
 * Blanks around an item do not matter. An item that would be misread is put in double quotes, and is JSON
 * text then: `"a, b", c`. A list or map without anything is `none`, or empty text.
 *
 * @module
 */
import type { TextMap } from "./schema_entry.ts";

/** A list or map without anything. */
export const NOTHING = "none";

/** Ends an item of a list. Pairs end with a semicolon, as the values of fields have commas. */
const COMMA = ",";
const SEMICOLON = ";";
const EQUALS = "=";

/** How {@linkcode parseTypedList} and {@linkcode formatTypedList} treat braces. */
export interface TypedListOptions {
  /** Whether a comma within `{…}` belongs to the item, as in a glob. Default: false. */
  readonly braces?: boolean;
}

/** Is this how an empty list or map is typed? */
export function isNothing(text: string): boolean {
  return text.trim() === "" || text.trim() === NOTHING;
}

/**
 * Takes a typed list apart; items may be empty.
 *
 * @returns undefined where an item in quotes is broken
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseTypedList } from "./typed.ts";
 *
 * assertEquals(parseTypedList('a, "b, c"'), ["a", "b, c"]);
 * assertEquals(parseTypedList("*.{js,css}, *.png", { braces: true }), ["*.{js,css}", "*.png"]);
 * ```
 */
export function parseTypedList(text: string, options: TypedListOptions = {}): readonly string[] | undefined {
  if (isNothing(text)) return [];
  const items: string[] = [];
  for (let start = 0; start <= text.length;) {
    const end = endOfItem(text, start, COMMA, options.braces);
    const item = unquote(text.slice(start, end));
    if (item === undefined) return undefined;
    items.push(item);
    start = end + 1;
  }
  return items;
}

/** Writes a list so that `parseTypedList` reads it back. */
export function formatTypedList(items: readonly string[], options: TypedListOptions = {}): string {
  if (items.length === 0) return NOTHING;
  return items.map((item) => quoteIfMisread(item, COMMA, options.braces)).join(`${COMMA} `);
}

/**
 * Takes a typed map apart; names and values may be empty.
 *
 * @returns undefined where a pair has no `=`, or something in quotes is broken
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseTypedMap } from "./typed.ts";
 *
 * assertEquals(parseTypedMap("*.css=public, max-age=60; *.js=no-store"), [
 *   ["*.css", "public, max-age=60"],
 *   ["*.js", "no-store"],
 * ]);
 * ```
 */
export function parseTypedMap(text: string): TextMap | undefined {
  if (isNothing(text)) return [];
  const pairs: (readonly [string, string])[] = [];
  for (let start = 0; start <= text.length;) {
    const equals = endOfItem(text, start, EQUALS + SEMICOLON);
    const end = endOfItem(text, equals + 1, SEMICOLON);
    const name = unquote(text.slice(start, equals));
    const value = unquote(text.slice(equals + 1, end));
    if (text[equals] !== EQUALS || name === undefined || value === undefined) return undefined;
    pairs.push([name, value]);
    start = end + 1;
  }
  return pairs;
}

/** Writes a map so that `parseTypedMap` reads it back. */
export function formatTypedMap(pairs: TextMap): string {
  if (pairs.length === 0) return NOTHING;
  return pairs.map(([name, value]) =>
    quoteIfMisread(name, EQUALS + SEMICOLON) + EQUALS + quoteIfMisread(value, SEMICOLON)
  ).join(`${SEMICOLON} `);
}

/** Where the item that begins at `start` ends: before the next of `ends` that is not in quotes or braces. */
function endOfItem(text: string, start: number, ends: string, braces = false): number {
  let depth = 0;
  let at = endOfQuoted(text, start);
  for (; at < text.length; at++) {
    const character = text.charAt(at);
    if (braces && character === "{") depth++;
    else if (braces && character === "}") depth--;
    else if (depth <= 0 && ends.includes(character)) break;
  }
  return at;
}

/** Quotes count only where an item begins with them. */
function endOfQuoted(text: string, start: number): number {
  const quoted = /\s*"(?:[^"\\]|\\.)*"/sy;
  quoted.lastIndex = start;
  return quoted.test(text) ? quoted.lastIndex : start;
}

function unquote(written: string): string | undefined {
  const item = written.trim();
  if (!item.startsWith('"')) return item;
  try {
    const text: unknown = JSON.parse(item);
    return typeof text === "string" ? text : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function quoteIfMisread(item: string, ends: string, braces?: boolean): string {
  const trimmed = item !== "" && item === item.trim() && !item.startsWith('"');
  // With an end behind it, an open brace in the item would show: it takes the end along.
  const endsWhereItEnds = endOfItem(item + ends.charAt(0), 0, ends, braces) === item.length;
  return trimmed && endsWhereItEnds && item !== NOTHING ? item : JSON.stringify(item);
}
