import { dirname, resolve } from "@std/path";
import { checkSettings } from "../../settings/check.ts";
import { editSettings } from "../../settings/edit.ts";
import { SETTINGS_FILE } from "../../settings/load.ts";
import { printable } from "../../settings/printable.ts";
import {
  defaultSettings,
  sameSetting,
  type SettingKey,
  type Settings,
  type SettingValue,
} from "../../settings/settings.ts";
import { SettingsError } from "../../settings/settings_error.ts";
import { displayName, readSettingsFile } from "../../settings/settings_file.ts";
import { writeSettingsFile } from "../../settings/write_file.ts";
import { isInsideBinary } from "../../supervisor/shipped.ts";
import { CommandError } from "../command_error.ts";
import type { Configuration, Overrides } from "../configuration.ts";
import type { ConsoleCommand, ConsoleContext } from "../context.ts";
import { atAGlance, showSetting } from "../reload.ts";
import { lastingOverride, type SavedSettings, savedSettings, withoutSaved } from "../saved_settings.ts";
import { changedLines, orRefuse } from "../setting_change.ts";
import { tell } from "../tell.ts";

/** Writes what `set` has changed to the settings file. */
export const save: ConsoleCommand = {
  name: "save",
  group: "Change",
  summary: "Write what 'set' has changed to .linprconfig",
  details: [
    "Comments, order and all else in the file stay as they are; a file that is not there is made. It is replaced as a whole, or not at all. What was set for a time is not written.",
  ],
  arguments: [],
  options: [{
    name: "force",
    summary: "write into the file as it is, though it has changed since it was read",
  }],
  examples: [{ line: "set timeouts.idle 5s; save", effect: "for the next start, too" }],
  async run(context, invocation) {
    const { configuration, supervisor, output } = context;
    const { overrides, read } = configuration;
    const left = leftOut(overrides);
    if (![...overrides.values()].some((one) => lastingOverride(one) !== undefined)) {
      return tell(output, "Nothing to save.", ...left);
    }
    const path = read.file ?? resolve(Deno.cwd(), SETTINGS_FILE);
    const name = displayName(Deno.cwd(), path);
    const { keys, settings } = savedSettings(read, overrides, path);
    const root = resolve(dirname(path), settings["general.contentRoot"]);
    if (keys.includes("general.contentRoot") && isInsideBinary(root)) throw new CommandError(NO_ROOT);
    const { written, changed } = await orRefuse(async () => {
      const before = readSettingsFile(path, name);
      if (before !== read.text && !invocation.has("force")) throw new CommandError(changedMeanwhile(name));
      const former = checked(before ?? "{}", name);
      const text = editSettings(before ?? "", keys, settings);
      checked(text, name);
      writeSettingsFile(path, name, text);
      const written = writtenLines(former, { keys, settings }, configuration);
      const changed = await configuration.reload(
        (settings) => supervisor.apply(settings),
        "save",
        withoutSaved,
      );
      return { written, changed };
    });
    tell(
      output,
      `${printable(name)}: ${keys.join(", ")} written.`,
      ...written,
      ...changedLines(changed),
      ...hidden(context),
      ...left,
    );
  },
};

/** Where there is a settings file, it or the folder beside it says what is served. */
const NO_ROOT =
  `Nothing says what to serve, so it is the site that LINPR carries, which no ${SETTINGS_FILE} can name: ` +
  "'set general.contentRoot <directory>' first, or make a directory 'htdocs' here and 'reload'.";

/** What stands in the file in place of what, and how the former values come to stand there again. */
function writtenLines(
  former: ReadonlyMap<SettingKey, SettingValue>,
  { keys, settings }: SavedSettings,
  { generations }: Configuration,
): readonly string[] {
  const before = { ...defaultSettings(), ...Object.fromEntries(former) };
  const changed = keys.filter((key) => !sameSetting(key, before, settings));
  const show = (key: SettingKey, settings: Settings) => atAGlance(key, showSetting(key, settings));
  const had = generations.findLast(({ settings }) =>
    changed.every((key) => sameSetting(key, before, settings))
  );
  return [
    ...changed.map((key) => `${key}: ${show(key, before)} -> ${show(key, settings)}`),
    ...(changed.length === 0 || had === undefined ? [] : [`Undo: rollback ${had.number}; save`]),
  ];
}

/** The values in a file's text, which must be good. */
function checked(text: string, name: string): ReadonlyMap<SettingKey, SettingValue> {
  const { values, problems } = checkSettings(text, name);
  if (problems.length > 0) throw new SettingsError(problems);
  return values;
}

function leftOut(overrides: Overrides): readonly string[] {
  const temporary = [...overrides].filter(([, { until }]) => until !== Infinity).map(([key]) => key);
  return temporary.length === 0 ? [] : [`Not saved, as it was set for a time: ${temporary.join(", ")}.`];
}

function changedMeanwhile(name: string): string {
  return `${
    printable(name)
  } has changed on disk since it was read: 'reload' takes that up, 'save --force' writes into it as it is.`;
}

/** What the file says does not count while the command line or the environment says something else. */
function hidden({ configuration: { overrides, read } }: ConsoleContext): readonly string[] {
  return [...overrides].filter(([, override]) => lastingOverride(override) !== undefined)
    .map(([key]) => `${key}: at the next start the ${read.sources[key]} says something else, and wins.`);
}
