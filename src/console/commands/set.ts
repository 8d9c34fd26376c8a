import { parseDuration } from "../../settings/duration.ts";
import { withAbsolutePaths } from "../../settings/load.ts";
import { describeFault } from "../../settings/parsed.ts";
import { schemaEntry, SETTING_KEYS, type SettingKey, type SettingValue } from "../../settings/settings.ts";
import { excerpt } from "../../settings/printable.ts";
import { parseSettingText } from "../../settings/value.ts";
import { ArgumentError } from "../command_error.ts";
import type { TypedSoFar } from "../command.ts";
import type { ConsoleCommand, ConsoleContext } from "../context.ts";
import { lastingText, parseLasting } from "../lasting_words.ts";
import { showSetting } from "../reload.ts";
import { changedLines, changeSettings, settingNamed, whoIs } from "../setting_change.ts";
import { tell } from "../tell.ts";

/** Changes a setting while serving. */
export const set: ConsoleCommand = {
  name: "set",
  group: "Change",
  summary: "Change a setting at once, for all workers",
  details: [
    "The value lies over what the command line, the environment and .linprconfig say, also after 'reload', until 'revert', the end of its time, or the end of this run; 'save' writes it to .linprconfig. Values are typed as on the command line: commas between the items of a list, semicolons between pairs, none for nothing. Paths are relative to the working directory.",
  ],
  arguments: [
    { name: "key", summary: "the name of a setting", required: true, complete: () => SETTING_KEYS },
    {
      name: "value",
      syntax: "<value…> [for <time>]",
      summary: "its value, and how long it lasts; for ever, where that is left out",
      required: true,
      rest: true,
      complete: offered,
    },
  ],
  examples: [
    { line: "set timeouts.idle 5s", effect: "for connections from now on" },
    { line: "set files.listing on for 10m", effect: "what was before comes back by itself" },
    { line: "set files.index index.html, index.htm", effect: "a list" },
  ],
  async run(context, { words: [word = "", ...rest] }) {
    const key = settingNamed(word);
    const { text, time } = valueAndTime(rest);
    const value = typedValue(key, text);
    const now = Date.now();
    const { generations, overrides } = context.configuration;
    // What lay there before does not come back by 'revert'.
    const undo = overrides.has(key) ? `rollback ${generations.at(-1)?.number ?? 1}` : `revert ${key}`;
    const changed = await changeSettings(context, (overrides) => {
      const under = overrides.get(key);
      const others = [...overrides].filter(([other]) => other !== key);
      const override = {
        value,
        since: now,
        until: now + time,
        by: whoIs(context.session),
        // What lasts replaces all that was; what does not gives it back.
        under: time === Infinity ? undefined : under,
      };
      return new Map([...others, [key, override]]);
    }, `set ${key} ${valueText(context, key, value)}`);
    const [line] = changedLines(changed);
    const same = `${key} is ${showSetting(key, changed.after)} already`;
    tell(context.output, `${line ?? same}${lastingText(time)}. Undo: ${undo}`);
  },
};

/** The value in a word or two, without secrets. */
function valueText({ configuration }: ConsoleContext, key: SettingKey, value: SettingValue): string {
  return excerpt(showSetting(key, { ...configuration.current.settings, [key]: value }));
}

/** The last two words may say how long. */
function valueAndTime(words: readonly string[]): { readonly text: string; readonly time: number } {
  const last = words.slice(-2);
  const isTimed = words.length > 2 && last[0] === "for" && parseDuration(last[1] ?? "") !== undefined;
  if (words.length > 1 && words.at(-1) === "for") parseLasting(["for"]);
  if (words.length > 2 && last[0] === "for" && !isTimed) parseLasting(last);
  return isTimed
    ? { text: words.slice(0, -2).join(" "), time: parseLasting(last) }
    : { text: words.join(" "), time: Infinity };
}

function typedValue(key: SettingKey, text: string): SettingValue {
  const parsed = parseSettingText(key, text);
  if (!parsed.ok) throw new ArgumentError(`${key}: ${parsed.faults.map(describeFault).join("; ")}.`);
  const values = withAbsolutePaths(new Map<SettingKey, SettingValue>([[key, parsed.value]]), Deno.cwd());
  return values.get(key) ?? parsed.value;
}

function offered({ configuration }: ConsoleContext, { words: [word = "", ...values] }: TypedSoFar): string[] {
  if (values.at(-1) === "for") return ["10m", "1h", "24h"];
  if (values.length > 0) return ["for"];
  const key = SETTING_KEYS.find((key) => key === word);
  if (key === undefined) return [];
  const entry = schemaEntry(key);
  if (entry.kind === "boolean") return ["on", "off"];
  if (entry.kind === "choice") return [...entry.choices];
  // What can only be written in the file cannot be typed again.
  if (entry.kind === "structure") return ["none"];
  const secret = entry.kind === "map" && key === "access.users";
  return secret ? ["none"] : [showSetting(key, configuration.current.settings)];
}
