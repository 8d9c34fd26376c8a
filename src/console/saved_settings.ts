/**
 * What `save` writes.
 *
 * @module
 */
import { dirname, isAbsolute, relative, resolve } from "@std/path";
import type { LoadedSettings } from "../settings/load.ts";
import {
  defaultSettings,
  sameSetting,
  SETTING_KEYS,
  type SettingKey,
  type Settings,
  type SettingValue,
} from "../settings/settings.ts";
import type { Override, Overrides } from "./configuration.ts";

/** Settings for a file. */
export interface SavedSettings {
  /** What is to be written. */
  readonly keys: readonly SettingKey[];
  readonly settings: Settings;
}

/** What does not end by itself of what lies over a setting. */
export function lastingOverride(override: Override | undefined): Override | undefined {
  let left = override;
  while (left !== undefined && left.until !== Infinity) left = left.under;
  return left;
}

/**
 * Finds what is to be written.
 *
 * @param read what was read last
 * @param path the file: an absolute path. Where there was none, it is to hold what LINPR took in its place, too.
 */
export function savedSettings(read: LoadedSettings, overrides: Overrides, path: string): SavedSettings {
  const lasting = [...overrides].flatMap(([key, override]) => {
    const value = lastingOverride(override)?.value;
    return value === undefined ? [] : [[key, value] as const];
  });
  const own = new Set(lasting.map(([key]) => key));
  // Every value was checked against its own key.
  const settings = { ...read.settings, ...Object.fromEntries(lasting) as Partial<Settings> };
  const defaults = defaultSettings();
  const root = resolve(dirname(path), defaults["general.contentRoot"]);
  const bare = { ...defaults, "general.contentRoot": root };
  const isTaken = (key: SettingKey) =>
    read.file === undefined && read.sources[key] === "default" && !sameSetting(key, read.settings, bare);
  const keys = SETTING_KEYS.filter((key) => own.has(key) || isTaken(key));
  return {
    keys,
    settings: {
      ...settings,
      "general.contentRoot": nearTo(dirname(path), settings["general.contentRoot"]),
    },
  };
}

/**
 * The settings that were changed here for good, and only here. What the file says is saved, also where the command line or
 * the environment wins over it.
 */
export function unsavedSettings(read: LoadedSettings, overrides: Overrides): readonly SettingKey[] {
  return [...overrides].flatMap(([key, override]) => {
    const lasting = lastingOverride(override);
    if (lasting === undefined) return [];
    const after = (value: SettingValue): Settings => ({ ...read.settings, [key]: value });
    const isRead = sameSetting(key, after(lasting.value), read.settings);
    const written = read.inFile.get(key);
    const isWritten = written !== undefined && sameSetting(key, after(lasting.value), after(written));
    return isRead || isWritten ? [] : [key];
  });
}

/** Takes away what need not lie over settings that have the same value themselves. */
export function withoutSaved(overrides: Overrides, read: LoadedSettings): Overrides {
  const isSaved = (key: SettingKey, { value }: Override) =>
    sameSetting(key, { ...read.settings, [key]: value }, read.settings);
  return new Map([...overrides].flatMap(([key, override]): readonly [SettingKey, Override][] => {
    if (override.until === Infinity) return isSaved(key, override) ? [] : [[key, override]];
    const under = lastingOverride(override);
    if (under === undefined || !isSaved(key, under)) return [[key, override]];
    return [[key, { ...override, under: undefined }]];
  }));
}

/** A folder that lies beside the file, or below, moves with it. */
function nearTo(base: string, path: string): string {
  const near = relative(base, path);
  if (near === "") return ".";
  return near.startsWith("..") || isAbsolute(near) ? path : near;
}
