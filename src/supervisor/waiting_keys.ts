import {
  sameSetting,
  schemaEntry,
  SETTING_KEYS,
  type SettingKey,
  type Settings,
} from "../settings/settings.ts";

/**
 * The settings that wait for a start, of those that were changed.
 *
 * @param found whether the run has been granted the roots of all sites, and all applications
 */
export function waitingKeys(
  before: Settings,
  after: Settings,
  found: { readonly hasRoots: boolean; readonly hasApplications: boolean },
): readonly SettingKey[] {
  return SETTING_KEYS.filter((key) =>
    schemaEntry(key).reload === "startup"
      ? !sameSetting(key, after, before)
      : (key === "routing.sites" && !found.hasRoots) || (key === "handlers.fetch" && !found.hasApplications)
  );
}
