/**
 * One value of one setting: from JSON, from text, and back to text.
 *
 * @module
 */
import { parseDuration } from "./duration.ts";
import { expectation, formatNumber } from "./expectation.ts";
import { parseHost } from "./host.ts";
import {
  isNumberEntry,
  type ListEntry,
  type NumberEntry,
  type SchemaEntry,
  type TextEntry,
} from "./schema.ts";
import { schemaEntry, type SettingKey, type Settings, type SettingValue } from "./settings.ts";
import { parseSize } from "./size.ts";

/** A value that the setting takes, or what it would have taken (it completes "expected …"). */
export type ParsedSetting<K extends SettingKey> =
  | { readonly ok: true; readonly value: Settings[K] }
  | { readonly ok: false; readonly expected: string };

/**
 * Checks a value from JSON and turns it into the setting's own unit.
 *
 * @param key the setting
 * @param value whatever the JSON text had: nothing is assumed about it
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseSetting } from "./value.ts";
 *
 * assertEquals(parseSetting("timeouts.idle", "5m"), { ok: true, value: 300_000 });
 * assertEquals(parseSetting("files.dotfiles", "yes"), { ok: false, expected: "true or false" });
 * ```
 */
export function parseSetting<K extends SettingKey>(key: K, value: unknown): ParsedSetting<K> {
  const parsed = fromJson(schemaEntry(key), value);
  if (parsed === undefined) return { ok: false, expected: expectation(key) };
  // fromJson() goes by the kind in the schema, and so does the type Settings[K].
  return { ok: true, value: parsed as Settings[K] };
}

/**
 * Checks a value that somebody typed: on the command line, in the environment, at the console.
 *
 * @param key the setting
 * @param text the value; `on`, `off`, `yes` and `no` do for booleans, commas separate a list, and
 * digits alone are a plain number (of bytes, of milliseconds)
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
 * ```
 */
export function parseSettingText<K extends SettingKey>(key: K, text: string): ParsedSetting<K> {
  return parseSetting(key, toJson(schemaEntry(key), text));
}

/**
 * Writes a value as a person would type it; `parseSettingText` reads it back to the same value.
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
 * ```
 */
export function formatSetting<K extends SettingKey>(key: K, value: Settings[K]): string {
  const entry = schemaEntry(key);
  const given: SettingValue = value;
  if (typeof given === "object") return given.join(", ");
  if (typeof given === "number" && isNumberEntry(entry)) return formatNumber(entry, given);
  return String(given);
}

/** The JSON value that typed text stands for; undefined where it can stand for none. */
function toJson(entry: SchemaEntry, text: string): unknown {
  switch (entry.kind) {
    case "path":
    case "text":
      return text;
    case "host":
    case "size":
      return text.trim();
    case "port":
    case "integer":
    case "duration":
      return /^[0-9]+$/.test(text.trim()) ? Number(text) : text.trim();
    case "boolean":
      return booleanOf(text.trim().toLowerCase());
    case "list":
      return text.trim() === "" ? [] : text.split(",").map((name) => name.trim());
  }
}

function booleanOf(word: string): boolean | undefined {
  if (word === "true" || word === "on" || word === "yes") return true;
  if (word === "false" || word === "off" || word === "no") return false;
  return undefined;
}

/** The value in the setting's own unit; undefined where the setting does not take it. */
function fromJson(entry: SchemaEntry, value: unknown): SettingValue | undefined {
  switch (entry.kind) {
    case "port":
    case "integer":
      return within(entry, value);
    case "size":
      return within(entry, typeof value === "string" ? parseSize(value) : value);
    case "duration":
      return within(entry, typeof value === "string" ? parseDuration(value) : value);
    case "boolean":
      return typeof value === "boolean" ? value : undefined;
    case "path":
      return typeof value === "string" && value !== "" && !value.includes("\0") ? value : undefined;
    case "host":
      return typeof value === "string" ? parseHost(value) : undefined;
    case "text":
      return typeof value === "string" && isFieldText(entry, value) ? value : undefined;
    case "list":
      return isNameList(entry, value) ? [...value] : undefined;
  }
}

function within(entry: NumberEntry, value: unknown): number | undefined {
  if (typeof value !== "number" || !Number.isInteger(value)) return undefined;
  // Adding 0 turns the -0 that JSON can hold into 0.
  return value >= entry.min && value <= entry.max ? value + 0 : undefined;
}

function isFieldText(entry: TextEntry, value: string): boolean {
  const long = entry.max !== undefined && value.length > entry.max;
  return !long && value === value.trim() && /^[ -~]*$/.test(value);
}

function isNameList(entry: ListEntry, value: unknown): value is string[] {
  return Array.isArray(value) && value.length <= entry.max && value.every(isFileName);
}

/** A name within a directory. The comma is left out so that a list can be typed. */
function isFileName(name: unknown): boolean {
  if (typeof name !== "string" || name === "." || name === "..") return false;
  return name === name.trim() && /^[^/\\,\p{Cc}]+$/u.test(name);
}
