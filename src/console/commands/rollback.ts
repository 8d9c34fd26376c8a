import { excerpt } from "../../settings/printable.ts";
import { sameSetting, SETTING_KEYS, type SettingKey } from "../../settings/settings.ts";
import { ArgumentError } from "../command_error.ts";
import type { Override } from "../configuration.ts";
import type { ConsoleCommand } from "../context.ts";
import { changedLines, changeSettings, whoIs } from "../setting_change.ts";
import { tell } from "../tell.ts";

/** Puts former settings in force. */
export const rollback: ConsoleCommand = {
  name: "rollback",
  group: "Change",
  summary: "Put the settings of a generation in force again",
  details: [
    "Where they differ from those that were read, they lie over them as if they had been typed with 'set'; .linprconfig stays as it is until 'save'. What was set for a time ends when it was to.",
  ],
  arguments: [{
    name: "n",
    summary: "a number that 'generations' lists",
    required: true,
    complete: ({ configuration: { generations } }) => generations.map(({ number }) => String(number)),
  }],
  examples: [{ line: "rollback 3", effect: "have the settings of generation 3" }],
  async run(context, { words: [word = ""] }) {
    const { configuration, session, output } = context;
    const generation = configuration.generations.find(({ number }) => String(number) === word);
    if (generation === undefined) {
      throw new ArgumentError(`There is no generation ${excerpt(word)}: 'generations' lists them.`);
    }
    const { settings } = generation;
    const undo = configuration.generations.at(-1)?.number ?? 1;
    const since = Date.now();
    const by = whoIs(session);
    const changed = await changeSettings(context, (overrides) => {
      const differing = SETTING_KEYS.filter((key) =>
        !sameSetting(key, settings, configuration.read.settings)
      );
      const isThere = (key: SettingKey) => sameSetting(key, settings, configuration.current.settings);
      const override = (key: SettingKey): Override => {
        const lying = isThere(key) ? overrides.get(key) : generation.overrides.get(key);
        // What was to end by itself does so still, unless its time is over.
        if (lying !== undefined && lying.until > since) return lying;
        return { value: settings[key], since, until: Infinity, by, under: undefined };
      };
      return new Map(differing.map((key) => [key, override(key)]));
    }, `rollback ${generation.number}`);
    const lines = changedLines(changed);
    tell(output, ...(lines.length === 0 ? ["Nothing has changed."] : [...lines, `Undo: rollback ${undo}`]));
  },
};
