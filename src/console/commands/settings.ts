import { environmentVariable } from "../../settings/environment.ts";
import { expectation } from "../../settings/expectation.ts";
import type { LoadedSettings } from "../../settings/load.ts";
import { nearest } from "../../settings/nearest.ts";
import { excerpt } from "../../settings/printable.ts";
import { withoutSecrets } from "../../settings/secrets.ts";
import {
  defaultSettings,
  isSettingKey,
  schemaEntry,
  SETTING_KEYS,
  type SettingKey,
} from "../../settings/settings.ts";
import { ArgumentError } from "../command_error.ts";
import type { ConsoleCommand } from "../context.ts";
import type { Output } from "../output.ts";
import { atAGlance, showSetting } from "../reload.ts";
import { renderTable } from "../render.ts";

/** Shows the settings that were read last, and where each came from. */
export const settings: ConsoleCommand = {
  name: "settings",
  group: "Ask",
  summary: "Show the settings, or explain one",
  details: ["Each line is a key, its value, and where that came from."],
  arguments: [{ name: "key", summary: "the name of a setting", complete: () => SETTING_KEYS }],
  examples: [{ line: "settings general.port", effect: "value, default, source and meaning of the port" }],
  show({ configuration: { current } }, { words: [key] }) {
    if (key === undefined) {
      const json = Object.fromEntries(SETTING_KEYS.map((key) => [key, settingJson(key, current)]));
      return { json, text: (output) => listSettings(current, output) };
    }
    if (!isSettingKey(key)) throw new ArgumentError(unknownSetting(key));
    return { json: settingJson(key, current), text: (output) => explainSetting(key, current, output) };
  },
};

function settingJson(key: SettingKey, { settings, sources }: LoadedSettings): unknown {
  return { value: withoutSecrets(key, settings[key]), source: sources[key] };
}

function listSettings({ settings, sources }: LoadedSettings, { columns, style }: Output): string {
  const rows = SETTING_KEYS.map((key) => {
    const asked = sources[key] !== "default";
    const value = atAGlance(key, showSetting(key, settings));
    return [key, asked ? style.bold(value) : value, asked ? sources[key] : style.dim("default")];
  });
  return renderTable(rows, { columns });
}

function explainSetting(key: SettingKey, loaded: LoadedSettings, { columns, style }: Output): string {
  const { help, reload } = schemaEntry(key);
  const source = loaded.sources[key] === "file" ? loaded.file ?? "file" : loaded.sources[key];
  return renderTable([
    ["setting", style.bold(key)],
    ["value", showSetting(key, loaded.settings)],
    ["default", showSetting(key, defaultSettings())],
    ["source", source],
    ["takes", expectation(key)],
    ["meaning", help],
    ["variable", environmentVariable(key)],
    ["change", reload === "live" ? "takes hold at 'reload'" : "waits for the next 'startup'"],
  ], { columns });
}

function unknownSetting(key: string): string {
  const near = nearest(key, SETTING_KEYS);
  const advice = near === undefined ? "Type 'settings' for a list." : `Did you mean '${near}'?`;
  return `Unknown setting '${excerpt(key)}'. ${advice}`;
}
