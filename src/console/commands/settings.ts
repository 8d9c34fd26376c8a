import { environmentVariable } from "../../settings/environment.ts";
import { expectation } from "../../settings/expectation.ts";
import type { LoadedSettings } from "../../settings/load.ts";
import { nearest } from "../../settings/nearest.ts";
import { excerpt } from "../../settings/printable.ts";
import {
  defaultSettings,
  isSettingKey,
  schemaEntry,
  SETTING_KEYS,
  type SettingKey,
} from "../../settings/settings.ts";
import { CommandError } from "../command_error.ts";
import type { ConsoleCommand } from "../context.ts";
import type { Output } from "../output.ts";
import { showSetting } from "../reload.ts";
import { renderTable } from "../render.ts";

/** Shows the settings that were read last, and where each came from. */
export const settings: ConsoleCommand = {
  name: "settings",
  summary: "Show the settings, or explain one",
  details: ["Each line is a key, its value, and where that came from."],
  arguments: [{ name: "key", summary: "the name of a setting", complete: () => SETTING_KEYS }],
  examples: [{ line: "settings general.port", effect: "value, default, source and meaning of the port" }],
  run({ configuration, output }, [key]) {
    if (key === undefined) return output.print(listSettings(configuration.current, output));
    if (!isSettingKey(key)) throw new CommandError(unknownSetting(key));
    output.print(explainSetting(key, configuration.current, output));
  },
};

function listSettings({ settings, sources }: LoadedSettings, { columns, style }: Output): string {
  const rows = SETTING_KEYS.map((key) => {
    const asked = sources[key] !== "default";
    const value = showSetting(key, settings);
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
