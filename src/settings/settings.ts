/**
 * The settings as the program uses them: a flat, complete, checked record.
 *
 * @module
 */
import { SCHEMA, type SchemaEntry, type SettingKind } from "./schema.ts";

/** A dotted key of the schema, `general.port` for example. */
export type SettingKey = keyof typeof SCHEMA;

/** The type of the values of one kind. */
export type ValueOf<Kind extends SettingKind> = Kind extends "boolean" ? boolean
  : Kind extends "list" ? readonly string[]
  : Kind extends "path" | "host" | "text" ? string
  : number;

/** A value for every key: sizes in bytes, durations in milliseconds. */
export type Settings = { readonly [K in SettingKey]: ValueOf<(typeof SCHEMA)[K]["kind"]> };

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
