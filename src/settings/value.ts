/**
 * One value of one setting: from JSON, from text, and back to text.
 *
 * @module
 */
import { parseList, parseMap, parsePairs } from "./collection.ts";
import { entryExpectation, formatNumber } from "./expectation.ts";
import { parseNumber } from "./number.ts";
import { good, type Parsed, refused } from "./parsed.ts";
import type { ListEntry, SchemaEntry, TextEntry, TextMap } from "./schema_entry.ts";
import { schemaEntry, type SettingKey, type Settings, type SettingValue } from "./settings.ts";
import { formatShape, parseShape } from "./structure.ts";
import { parseText, TEXT_FORMS } from "./text_form.ts";
import {
  formatTypedList,
  formatTypedMap,
  isNothing,
  NOTHING,
  parseTypedList,
  parseTypedMap,
  type TypedListOptions,
} from "./typed.ts";

/** What a setting that only `.linprconfig` can hold expects of somebody who types it. */
const UNTYPEABLE = "objects, which only .linprconfig can hold";

/**
 * Checks a value from JSON and turns it into the setting's own unit.
 *
 * @param key the setting
 * @param value whatever the JSON text had: nothing is assumed about it; objects may be plain ones, or a `Map`,
 * which keeps the order of all its names
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseSetting } from "./value.ts";
 *
 * assertEquals(parseSetting("timeouts.idle", "5m"), { ok: true, value: 300_000 });
 * assertEquals(parseSetting("headers.cacheControl", { "*.css": "max-age=60" }), {
 *   ok: true,
 *   value: [["*.css", "max-age=60"]],
 * });
 * assertEquals(parseSetting("files.dotfiles", "yes").ok, false);
 * ```
 */
export function parseSetting<K extends SettingKey>(key: K, value: unknown): Parsed<Settings[K]> {
  // fromJson() goes by the row of the schema, and so does the type Settings[K].
  return fromJson(schemaEntry(key), value) as Parsed<Settings[K]>;
}

/**
 * Checks a value that somebody typed: on the command line, in the environment, at the console.
 *
 * @param key the setting
 * @param text the value; `on`, `off`, `yes` and `no` do for booleans, digits alone are a plain number (of
 * bytes, of milliseconds), commas separate a list, semicolons the pairs of a map, and `none` is an empty one
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseSettingText } from "./value.ts";
 *
 * assertEquals(parseSettingText("files.dotfiles", "yes"), { ok: true, value: true });
 * assertEquals(parseSettingText("files.index", "index.html, index.htm"), {
 *   ok: true,
 *   value: ["index.html", "index.htm"],
 * });
 * assertEquals(parseSettingText("headers.cacheControl", "*.css=public, max-age=60; *.js=no-store"), {
 *   ok: true,
 *   value: [["*.css", "public, max-age=60"], ["*.js", "no-store"]],
 * });
 * ```
 */
export function parseSettingText<K extends SettingKey>(key: K, text: string): Parsed<Settings[K]> {
  const parsed = fromText(schemaEntry(key), text) as Parsed<Settings[K]>;
  if (parsed.ok) return parsed;
  // Whoever typed 99999 is told of "99999", not of what was made of it.
  const faults = parsed.faults.map((fault) => fault.path.length === 0 ? { ...fault, found: text } : fault);
  return { ok: false, faults };
}

/**
 * Writes a value as a person would type it: `parseSettingText` reads it back to the same value. What is made of
 * objects, and cannot be typed, is written as `.linprconfig` has it.
 *
 * @param key the setting
 * @param value a value that the setting takes
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { formatSetting } from "./value.ts";
 *
 * assertEquals(formatSetting("timeouts.idle", 90_000), "90s");
 * assertEquals(formatSetting("limits.head", 16_384), "16 KiB");
 * assertEquals(formatSetting("files.download", []), "none");
 * ```
 */
export function formatSetting<K extends SettingKey>(key: K, value: Settings[K]): string {
  return toText(schemaEntry(key), value);
}

function toText(entry: SchemaEntry, value: SettingValue): string {
  switch (entry.kind) {
    case "port":
    case "integer":
    case "size":
    case "duration":
      return formatNumber(entry, value as number);
    case "list":
      return formatTypedList(value as readonly string[], typedListOptions(entry));
    case "map":
      return formatTypedMap(value as TextMap);
    case "structure":
      return (value as readonly unknown[]).length === 0 ? NOTHING : formatShape(entry.shape, value);
    default:
      return String(value);
  }
}

/** A comma within a glob's braces separates alternatives. */
function typedListOptions(entry: ListEntry): TypedListOptions {
  return { braces: entry.item === "glob" };
}

function fromText(entry: SchemaEntry, text: string): Parsed<SettingValue> {
  switch (entry.kind) {
    case "path":
    case "text":
    case "file":
    case "socket":
    case "logTarget":
    case "logFormat":
      return fromJson(entry, text);
    case "host":
    case "charset":
    case "choice":
    case "size":
      return fromJson(entry, text.trim());
    case "port":
    case "integer":
    case "duration":
      return fromJson(entry, /^[0-9]+$/.test(text.trim()) ? Number(text) : text.trim());
    case "boolean":
      return fromJson(entry, booleanOf(text.trim().toLowerCase()));
    case "list":
      return parseList(entry, parseTypedList(text, typedListOptions(entry)));
    case "map": {
      const pairs = parseTypedMap(text);
      return pairs === undefined ? refused(entryExpectation(entry), text) : parsePairs(entry, pairs);
    }
    case "structure":
      return isNothing(text) ? good([]) : refused(UNTYPEABLE, text);
  }
}

function booleanOf(word: string): boolean | undefined {
  if (word === "true" || word === "on" || word === "yes") return true;
  if (word === "false" || word === "off" || word === "no") return false;
  return undefined;
}

function fromJson(entry: SchemaEntry, value: unknown): Parsed<SettingValue> {
  switch (entry.kind) {
    case "port":
    case "integer":
    case "size":
    case "duration":
      return parseNumber(entry, value);
    case "boolean":
      return typeof value === "boolean" ? good(value) : refused(entryExpectation(entry), value);
    case "path":
    case "host":
    case "text":
    case "charset":
    case "file":
    case "socket":
    case "logTarget":
    case "logFormat":
      return shortText(entry, value);
    case "choice": {
      const choice = entry.choices.find((choice) => choice === value);
      return choice === undefined ? refused(entryExpectation(entry), value) : good(choice as SettingValue);
    }
    case "list":
      return parseList(entry, value);
    case "map":
      return parseMap(entry, value);
    case "structure":
      // Its shape is what the type of the setting is made from.
      return parseShape(entry.shape, value) as Parsed<SettingValue>;
  }
}

function shortText(entry: TextEntry, value: unknown): Parsed<string> {
  const parsed = parseText(entry.kind, value);
  // Some forms say of a text what is wrong in it.
  if (!parsed.ok && TEXT_FORMS[entry.kind].fault !== undefined) return parsed;
  const fits = parsed.ok && (entry.max === undefined || parsed.value.length <= entry.max);
  return fits ? parsed : refused(entryExpectation(entry), value);
}
