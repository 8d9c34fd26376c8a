import { settingsJsonSchema } from "../../settings/describe.ts";
import { environmentVariable } from "../../settings/environment.ts";
import { expectation } from "../../settings/expectation.ts";
import type { LoadedSettings } from "../../settings/load.ts";
import { printable } from "../../settings/printable.ts";
import { withoutSecrets } from "../../settings/secrets.ts";
import { defaultSettings, schemaEntry, SETTING_KEYS, type SettingKey } from "../../settings/settings.ts";
import type { Shown } from "../command.ts";
import { ArgumentError } from "../command_error.ts";
import { type Column, renderColumns } from "../columns.ts";
import type { Configuration } from "../configuration.ts";
import type { ConsoleCommand } from "../context.ts";
import { jsonText } from "../json_text.ts";
import type { Output } from "../output.ts";
import { atAGlance, showSetting } from "../reload.ts";
import { renderTable } from "../render.ts";
import { settingNamed } from "../setting_change.ts";

/** Shows the settings that were read last, and where each came from. */
export const settings: ConsoleCommand = {
  name: "settings",
  group: "Ask",
  summary: "Show the settings, or explain one",
  details: ["Each line is a key, its value, and where that came from."],
  arguments: [{ name: "key", summary: "the name of a setting", complete: () => SETTING_KEYS }],
  options: [{
    name: "schema",
    summary: "print the JSON Schema of .linprconfig, with which editors complete keys and mark mistakes",
  }],
  examples: [
    { line: "settings general.port", effect: "value, default, source and meaning of the port" },
    { line: "settings --schema", effect: 'what "$schema" in .linprconfig may name, once it is in a file' },
  ],
  show({ configuration: { current, read } }, { words: [word], has }) {
    if (has("schema")) return schemaShown(word);
    if (word === undefined) {
      const json = Object.fromEntries(SETTING_KEYS.map((key) => [key, settingJson(key, { current, read })]));
      return { json, text: (output) => listSettings(current, output) };
    }
    const key = settingNamed(word);
    return {
      json: settingJson(key, { current, read }),
      text: (output) => explainSetting(key, { current, read }, output),
    };
  },
};

/** JSON is the only form that it has. */
function schemaShown(key: string | undefined): Shown {
  if (key !== undefined) throw new ArgumentError("'--schema' is about all settings: leave the key away.");
  const schema = settingsJsonSchema();
  return { json: schema, text: () => jsonText(schema) };
}

function settingJson(key: SettingKey, { current, read }: Pick<Configuration, "current" | "read">): unknown {
  return {
    value: withoutSecrets(key, current.settings[key]),
    source: current.sources[key],
    // What comes back by 'revert', and where that came from.
    read: { value: withoutSecrets(key, read.settings[key]), source: read.sources[key] },
    default: defaultSettings()[key],
    change: schemaEntry(key).reload,
  };
}

const COLUMNS: readonly Column[] = [
  { title: "setting" },
  { title: "value", flexible: true },
  { title: "source", spare: 1 },
];

function listSettings({ settings, sources }: LoadedSettings, output: Output): string {
  const { bold, dim } = output.style;
  const rows = SETTING_KEYS.map((key) => {
    const asked = sources[key] !== "default";
    const value = atAGlance(key, showSetting(key, settings));
    return [key, asked ? bold(value) : value, asked ? sources[key] : dim("default")];
  });
  return renderColumns(COLUMNS, rows, output);
}

function explainSetting(
  key: SettingKey,
  { current, read }: Pick<Configuration, "current" | "read">,
  { columns, style }: Output,
): string {
  const { help, reload } = schemaEntry(key);
  const origin = read.sources[key] === "file" ? printable(read.file ?? "file") : read.sources[key];
  const source = current.sources[key] === "console"
    ? `console, over ${showSetting(key, read.settings)} (${origin})`
    : origin;
  return renderTable([
    ["setting", style.bold(key)],
    ["value", showSetting(key, current.settings)],
    ["default", showSetting(key, defaultSettings())],
    ["source", source],
    ["takes", expectation(key)],
    ["meaning", help],
    ["variable", environmentVariable(key)],
    ["change", reload === "live" ? "takes hold at 'set' or 'reload'" : "waits for the next 'startup'"],
  ], { columns });
}
