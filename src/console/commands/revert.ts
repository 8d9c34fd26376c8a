import { excerpt } from "../../settings/printable.ts";
import { SETTING_KEYS, type SettingKey } from "../../settings/settings.ts";
import { ArgumentError, CommandError } from "../command_error.ts";
import type { Overrides } from "../configuration.ts";
import type { ConsoleCommand } from "../context.ts";
import { changedLines, changeSettings, settingNamed } from "../setting_change.ts";
import { tell } from "../tell.ts";

/** Takes back what `set` has changed. */
export const revert: ConsoleCommand = {
  name: "revert",
  group: "Change",
  summary: "Take back what 'set' has changed: the last of it, one, or all",
  arguments: [{
    name: "n, key or all",
    syntax: "[n | key | all]",
    summary: "a number of 'changes', or the name of a setting; the last change, where that is left out",
    complete: ({ configuration: { overrides } }) => [...overrides.keys(), "all"],
  }],
  examples: [
    { line: "revert", effect: "take the last change back" },
    { line: "revert timeouts.idle", effect: "that of one setting" },
    { line: "revert all", effect: "have the settings as they were read" },
  ],
  async run(context, { words: [word] }) {
    const { overrides } = context.configuration;
    if (overrides.size === 0) throw new CommandError("Nothing is changed.");
    const keys = meant(word, overrides);
    const isLeft = ([key]: readonly [SettingKey, unknown]) => !keys.includes(key);
    const cause = `revert ${keys.length === 1 ? keys[0] : "all"}`;
    const changed = await changeSettings(context, (all) => new Map([...all].filter(isLeft)), cause);
    const lines = changedLines(changed);
    const undo = `Undo: rollback ${context.configuration.generations.at(-2)?.number ?? 1}`;
    tell(context.output, ...(lines.length === 0 ? ["Taken back: it was no other value."] : [...lines, undo]));
  },
};

function meant(word: string | undefined, overrides: Overrides): readonly SettingKey[] {
  const keys = [...overrides.keys()];
  if (word === "all") return keys;
  if (word === undefined) return keys.slice(-1);
  if (/^\d+$/.test(word)) {
    const key = keys[Number(word) - 1];
    if (key !== undefined) return [key];
    throw new ArgumentError(`There is no change ${excerpt(word)}: 'changes' lists ${keys.length}.`);
  }
  const key = SETTING_KEYS.find((key) => key === word) ?? settingNamed(word);
  if (overrides.has(key)) return [key];
  throw new CommandError(`${key} is not changed.`);
}
