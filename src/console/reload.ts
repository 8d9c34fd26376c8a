/**
 * Settings read anew while the server runs.
 *
 * @module
 */
import { excerpt, printable } from "../settings/printable.ts";
import { withoutSecrets } from "../settings/secrets.ts";
import {
  sameSetting,
  schemaEntry,
  SETTING_KEYS,
  type SettingKey,
  type Settings,
} from "../settings/settings.ts";
import { formatSetting } from "../settings/value.ts";
import type { Supervisor } from "../supervisor/supervisor.ts";
import type { Configuration } from "./configuration.ts";

/** A setting that has another value now. */
export interface SettingChange {
  readonly key: SettingKey;
  /** The values as a person would type them, harmless to a terminal. */
  readonly before: string;
  readonly after: string;
  /** The server takes this one up only at its next `startup`. */
  readonly waits: boolean;
}

/**
 * Reads all settings anew and hands them to the server.
 *
 * @throws {SettingsError} when they cannot be used: the server goes on with those that it has
 */
export async function reloadSettings(
  configuration: Configuration,
  supervisor: Supervisor,
): Promise<readonly SettingChange[]> {
  // Whoever has moved the log's file away wants that, whatever has become of the settings.
  await supervisor.reopenLog();
  const { before, after, waiting } = await configuration.reload((settings) => supervisor.apply(settings));
  return settingChanges(before, after, waiting);
}

/** The differences between two sets of settings, in the order of the schema. */
export function settingChanges(
  before: Settings,
  after: Settings,
  waiting: readonly SettingKey[],
): readonly SettingChange[] {
  return SETTING_KEYS.filter((key) => !sameSetting(key, before, after)).map((key) => ({
    key,
    before: showSetting(key, before),
    after: showSetting(key, after),
    waits: waiting.includes(key),
  }));
}

/**
 * `general.port: 8080 -> 9090 (after a restart)`.
 *
 * @param restart what a setting that waits is said to wait for
 */
export function changeLine({ key, before, after, waits }: SettingChange, restart: string): string {
  return `${key}: ${atAGlance(key, before)} -> ${atAGlance(key, after)}${waits ? ` (after ${restart})` : ""}`;
}

/** The value of a setting as a person would type it, harmless to a terminal, and without secrets. */
export function showSetting(key: SettingKey, settings: Settings): string {
  const text = printable(formatSetting(key, withoutSecrets(key, settings[key])));
  return text === "" ? '""' : text;
}

/**
 * The value of a setting in a line among others: what is made of objects, and may fill pages, is cut.
 *
 * @param shown what {@linkcode showSetting} gave
 */
export function atAGlance(key: SettingKey, shown: string): string {
  return schemaEntry(key).kind === "structure" ? excerpt(shown) : shown;
}
