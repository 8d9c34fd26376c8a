/**
 * Settings from environment variables.
 *
 * @module
 */
import type { CheckedSettings } from "./check.ts";
import { describeFault, faultsOf } from "./parsed.ts";
import { nameOf, sectionOf, SETTING_KEYS, type SettingKey, type SettingValue } from "./settings.ts";
import type { Problem } from "./settings_error.ts";
import { parseSettingText } from "./value.ts";

/** Hosting services set these two; ours of the same meaning win. */
const CUSTOMARY: ReadonlyMap<SettingKey, string> = new Map([["general.host", "HOST"], [
  "general.port",
  "PORT",
]]);

/**
 * The variable that gives a setting: `LINPR_` and the key in capitals, without the section where
 * that is `general`.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { environmentVariable } from "./environment.ts";
 *
 * assertEquals(environmentVariable("general.contentRoot"), "LINPR_CONTENT_ROOT");
 * assertEquals(environmentVariable("timeouts.idle"), "LINPR_TIMEOUTS_IDLE");
 * ```
 */
export function environmentVariable(key: SettingKey): string {
  const path = sectionOf(key) === "general" ? nameOf(key) : key;
  return `LINPR_${path.replace(".", "_").replace(/[A-Z]/g, "_$&").toUpperCase()}`;
}

/**
 * Reads the settings that the environment gives. An empty variable counts as not set, as a shell
 * cannot always take one away. Never throws.
 *
 * @param environment all variables; those that name no setting are ignored
 */
export function checkEnvironment(environment: Readonly<Record<string, string | undefined>>): CheckedSettings {
  const values = new Map<SettingKey, SettingValue>();
  const problems: Problem[] = [];
  for (const key of SETTING_KEYS) {
    const variable = [environmentVariable(key), CUSTOMARY.get(key)].find((name) =>
      name !== undefined && environment[name]
    );
    const text = variable === undefined ? undefined : environment[variable];
    if (text === undefined) continue;
    const parsed = parseSettingText(key, text);
    if (parsed.ok) values.set(key, parsed.value);
    for (const fault of faultsOf(parsed)) {
      problems.push({ key, message: `${describeFault(fault)} from ${variable}` });
    }
  }
  return { values, problems, warnings: [] };
}
