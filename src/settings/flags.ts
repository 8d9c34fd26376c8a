/**
 * Settings from the command line.
 *
 * @module
 */
import type { CheckedSettings } from "./check.ts";
import { describeFault, faultsOf } from "./parsed.ts";
import { SETTING_KEYS, type SettingKey, type SettingValue } from "./settings.ts";
import type { Problem } from "./settings_error.ts";
import { parseSettingText } from "./value.ts";

/** What was typed for each setting that the command line gives. */
export type SettingFlags = Readonly<Partial<Record<SettingKey, string>>>;

/**
 * Reads the settings that the command line gives. Empty text is a value like any other: it was
 * typed on purpose. Never throws.
 *
 * @param flags what was typed
 */
export function checkFlags(flags: SettingFlags): CheckedSettings {
  const values = new Map<SettingKey, SettingValue>();
  const problems: Problem[] = [];
  for (const key of SETTING_KEYS) {
    const text = flags[key];
    if (text === undefined) continue;
    const parsed = parseSettingText(key, text);
    if (parsed.ok) values.set(key, parsed.value);
    for (const fault of faultsOf(parsed)) {
      problems.push({ key, message: `${describeFault(fault)} on the command line` });
    }
  }
  return { values, problems, warnings: [] };
}
