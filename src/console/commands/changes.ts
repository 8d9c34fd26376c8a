import { renderColumns } from "../columns.ts";
import type { ConsoleCommand, ConsoleContext } from "../context.ts";
import { endText } from "../lasting_words.ts";
import { atAGlance, showSetting } from "../reload.ts";
import { wrapText } from "../render.ts";

/** Shows what `set` has changed. */
export const changes: ConsoleCommand = {
  name: "changes",
  group: "See",
  summary: "List the settings that differ from those that were read, who changed them, and until when",
  arguments: [],
  examples: [],
  show({ configuration }) {
    const rows = rowsOf(configuration);
    return {
      json: rows,
      text: ({ columns, style }) => {
        if (rows.length === 0) return wrapText(NOTHING, columns).join("\n");
        const cells = rows.map(({ number, key, before, after, by, since, until }) => [
          String(number),
          key,
          `${atAGlance(key, before)} -> ${atAGlance(key, after)}`,
          `${clock(since)} ${by}`,
          until === null ? "" : endText(until, Date.now()),
        ]);
        return renderColumns(HEADER, cells, { columns, style });
      },
    };
  },
};

const NOTHING = "Nothing is changed: the settings are those that were read.";
const HEADER = [
  { title: "n", align: "right" },
  { title: "setting" },
  { title: "change", flexible: true },
  { title: "by", spare: 1 },
  { title: "ends" },
] as const;

function rowsOf({ read, current, overrides }: ConsoleContext["configuration"]) {
  return [...overrides].map(([key, { since, until, by }], index) => ({
    number: index + 1,
    key,
    before: showSetting(key, read.settings),
    after: showSetting(key, current.settings),
    by,
    since,
    until: until === Infinity ? null : until,
  }));
}

/** The time of the day, in UTC as in the log. */
function clock(at: number): string {
  return new Date(at).toISOString().slice(11, 19);
}
