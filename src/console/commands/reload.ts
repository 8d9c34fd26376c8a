import { schemaEntry, SETTING_KEYS } from "../../settings/settings.ts";
import { rootFault } from "../../supervisor/root_faults.ts";
import type { ConsoleCommand, ConsoleContext } from "../context.ts";
import { jsonText } from "../json_text.ts";
import { warnOfOddities } from "../oddities.ts";
import { atAGlance, changeLine, reloadSettings, settingChanges, showSetting } from "../reload.ts";
import { orRefuse, RESTART } from "../setting_change.ts";
import { tell } from "../tell.ts";

/** Takes up changed settings without a pause. */
export const reload: ConsoleCommand = {
  name: "reload",
  group: "Change",
  summary: "Read the settings anew and apply them while serving",
  details: [
    "Reads .linprconfig, the environment and the command line's flags again. When something is wrong in them, the settings in force stay. Some settings wait for the next 'startup'; they are named. What 'set' has changed stays over all of them.",
  ],
  arguments: [],
  options: [
    { name: "dry-run", summary: "only tell what would change" },
    { name: "json", summary: "print JSON, for programs" },
  ],
  examples: [{ line: "reload --dry-run", effect: "look for mistakes, and see the differences" }],
  async run(context, invocation) {
    const { configuration, supervisor, output } = context;
    const isDry = invocation.has("dry-run");
    const former = configuration.generations.at(-1)?.number ?? 1;
    const changes = await orRefuse(() =>
      isDry ? previewChanges(context) : reloadSettings(configuration, supervisor)
    );
    if (!isDry) warnOfOddities(configuration.current.warnings, output);
    if (invocation.has("json")) {
      return output.print(jsonText({ changes, kept: [...configuration.overrides.keys()] }));
    }
    const lines = changes.map((change) => changeLine(change, RESTART));
    const nothing = isDry ? "Nothing would change." : "Nothing has changed.";
    const undo = isDry || lines.length === 0 ? [] : [`Undo: rollback ${former}`];
    tell(output, ...(lines.length === 0 ? [nothing] : lines), ...undo, ...kept(context));
  },
};

function previewChanges({ configuration, output }: ConsoleContext) {
  const loaded = configuration.preview();
  const { settings } = configuration.current;
  const fault = rootFault(settings, loaded.settings);
  if (fault !== undefined) throw fault;
  warnOfOddities(loaded.warnings, output);
  const waiting = SETTING_KEYS.filter((key) => schemaEntry(key).reload === "startup");
  return settingChanges(settings, loaded.settings, waiting);
}

function kept({ configuration: { overrides, current } }: ConsoleContext): readonly string[] {
  return [...overrides.keys()].map((key) =>
    `${key}: ${
      atAGlance(key, showSetting(key, current.settings))
    } stays, as it was set here ('revert ${key}')`
  );
}
