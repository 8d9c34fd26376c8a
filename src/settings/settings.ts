/**
 * The settings as the program uses them: a flat, complete, checked record.
 *
 * @module
 */
import { SCHEMA } from "./schema.ts";
import type {
  BooleanEntry,
  ChoiceEntry,
  Coding,
  ListEntry,
  MapEntry,
  NumberEntry,
  SchemaEntry,
  StructureEntry,
  TextMap,
} from "./schema_entry.ts";
import type { ShapeValue } from "./shape.ts";

/** A dotted key of the schema, `general.port` for example. */
export type SettingKey = keyof typeof SCHEMA;

/** The type of the values that a row of the schema describes. */
export type ValueOf<Entry extends SchemaEntry> = Entry extends NumberEntry ? number
  : Entry extends BooleanEntry ? boolean
  : Entry extends ChoiceEntry ? Entry["choices"][number]
  : Entry extends ListEntry ? readonly (Entry["item"] extends "coding" ? Coding : string)[]
  : Entry extends MapEntry ? TextMap
  : Entry extends StructureEntry ? ShapeValue<Entry["shape"]>
  : string;

/** A value for every key: sizes in bytes, durations in milliseconds, maps as pairs in their order. */
export type Settings = { readonly [K in SettingKey]: ValueOf<(typeof SCHEMA)[K]> };

/** The value of some setting. */
export type SettingValue = Settings[SettingKey];

/** All keys, in the order of the schema. */
export const SETTING_KEYS: readonly SettingKey[] = Object.keys(SCHEMA) as SettingKey[];

/** Is this text, typed by somebody, the key of a setting? Upper and lower case differ. */
export function isSettingKey(text: string): text is SettingKey {
  return Object.hasOwn(SCHEMA, text);
}

/** What the schema knows of a setting. */
export function schemaEntry(key: SettingKey): SchemaEntry {
  return SCHEMA[key];
}

/** `general` of `general.port`: the object of `.linprconfig` that the key stands in. */
export function sectionOf(key: SettingKey): string {
  return key.slice(0, key.indexOf("."));
}

/** `port` of `general.port`: the key within its section. */
export function nameOf(key: SettingKey): string {
  return key.slice(key.indexOf(".") + 1);
}

/** The sections, each once, in the order of the schema. */
export const SECTIONS: readonly string[] = [...new Set(SETTING_KEYS.map(sectionOf))];

/**
 * Every setting at its default. `general.contentRoot` is relative here; loading makes it absolute.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { defaultSettings } from "./settings.ts";
 *
 * assertEquals(defaultSettings()["timeouts.head"], 10_000);
 * ```
 */
export function defaultSettings(): Settings {
  const defaults = SETTING_KEYS.map((key): [SettingKey, SettingValue] => [key, SCHEMA[key].default]);
  return Object.fromEntries(defaults) as Settings;
}

/**
 * Has a setting the same value in both? Lists and maps are the same when all that they hold is, in the same
 * order.
 *
 * @param key the setting
 * @param one complete settings
 * @param other complete settings
 *
 * @example
 * ```ts
 * import { assert } from "@std/assert";
 * import { defaultSettings, sameSetting } from "./settings.ts";
 *
 * const before = defaultSettings();
 * assert(sameSetting("files.index", before, { ...before, "files.index": ["index.html"] }));
 * assert(!sameSetting("files.index", before, { ...before, "files.index": [] }));
 * ```
 */
export function sameSetting(key: SettingKey, one: Settings, other: Settings): boolean {
  return isSame(one[key], other[key]);
}

/** Of values made of lists and objects, whatever those hold. */
function isSame(one: unknown, other: unknown): boolean {
  if (!isHolder(one) || !isHolder(other)) return Object.is(one, other);
  const names = Object.keys(one);
  return names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && isSame(one[name], other[name]));
}

function isHolder(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
