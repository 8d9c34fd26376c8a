import { SettingsError } from "../../settings/settings_error.ts";
import { CommandError } from "../command_error.ts";
import type { ConsoleCommand } from "../context.ts";
import { warnOfOddities } from "../oddities.ts";
import { changeLine, reloadSettings } from "../reload.ts";

/** Takes up changed settings without a pause. */
export const reload: ConsoleCommand = {
  name: "reload",
  group: "Change",
  summary: "Read the settings anew and apply them while serving",
  details: [
    "Reads .linprconfig, the environment and the command line's flags again. When something is wrong in them, the settings in force stay. Some settings wait for the next 'startup'; they are named.",
  ],
  arguments: [],
  examples: [],
  async run({ configuration, supervisor, output }) {
    try {
      const changes = await reloadSettings(configuration, supervisor);
      warnOfOddities(configuration.current.warnings, output);
      const lines = changes.map((change) => changeLine(change, "'stop' and 'startup'"));
      output.print(lines.length === 0 ? "Nothing has changed." : lines.join("\n"));
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      throw new CommandError(`${error.message}\nThe settings in force stay as they are.`);
    }
  },
};
