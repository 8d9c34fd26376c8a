/**
 * What is shown of settings that hold secrets.
 *
 * @module
 */
import type { TextMap } from "./schema_entry.ts";
import { schemaEntry, type SettingKey, type Settings } from "./settings.ts";
import { TEXT_FORMS } from "./text_form.ts";

/** Stands for a secret. */
export const HIDDEN = "…";

/**
 * The value of a setting as it may be shown and logged: a map with secrets keeps its names alone.
 *
 * @param key the setting
 * @param value its value
 */
export function withoutSecrets<K extends SettingKey>(key: K, value: Settings[K]): Settings[K] {
  const entry = schemaEntry(key);
  if (entry.kind !== "map" || TEXT_FORMS[entry.values].isSecret !== true) return value;
  // A map's value is pairs, and pairs are all that it becomes.
  return (value as TextMap).map(([name]) => [name, HIDDEN] as const) as unknown as Settings[K];
}
