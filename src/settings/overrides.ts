/**
 * Settings that somebody lays over those that were read, while the server runs.
 *
 * @module
 */
import type { LoadedSettings } from "./load.ts";
import { describeFault } from "./parsed.ts";
import { type RelationFault, relationFaults } from "./relations.ts";
import { SETTING_KEYS, type SettingKey, type Settings, type SettingValue } from "./settings.ts";
import { SettingsError } from "./settings_error.ts";

/**
 * Lays values over settings; their source is `console` then.
 *
 * @param loaded what was read
 * @param values good values, each for itself, with absolute paths
 * @throws {SettingsError} when they do not go together with the others
 */
export function layOver(
  loaded: LoadedSettings,
  values: ReadonlyMap<SettingKey, SettingValue>,
): LoadedSettings {
  if (values.size === 0) return loaded;
  // Every value was checked against its own key.
  const settings = { ...loaded.settings, ...Object.fromEntries(values) as Partial<Settings> };
  const known = new Set(faultsIn(loaded.settings).map(faultText));
  const faults = faultsIn(settings).filter((fault) => !known.has(faultText(fault)));
  if (faults.length > 0) {
    throw new SettingsError(faults.map(({ key, fault }) => ({ key, message: describeFault(fault) })));
  }
  const sources = SETTING_KEYS.map((key) => [key, values.has(key) ? "console" : loaded.sources[key]]);
  return { ...loaded, settings, sources: Object.fromEntries(sources) as LoadedSettings["sources"] };
}

function faultsIn(settings: Settings): readonly RelationFault[] {
  return relationFaults(new Map(SETTING_KEYS.map((key) => [key, settings[key]])));
}

/** Two sources may not go together without anybody's doing here: what was so before is no reason to refuse. */
function faultText({ key, fault }: RelationFault): string {
  return `${key} ${JSON.stringify(fault.path)} ${describeFault(fault)}`;
}
