import { printable } from "../../settings/printable.ts";
import { renderColumns } from "../columns.ts";
import type { ConsoleCommand } from "../context.ts";

/** Lists the settings that were in force. */
export const generations: ConsoleCommand = {
  name: "generations",
  group: "See",
  summary: "List the settings that were put in force, for 'rollback'",
  details: ["The last 50 are kept; times are in UTC."],
  arguments: [],
  examples: [],
  show({ configuration }) {
    const { generations } = configuration;
    const json = generations.map(({ number, at, cause, changed }) => ({ number, at, cause, changed }));
    return {
      json,
      text: ({ columns, style }) => {
        const rows = json.map(({ number, at, cause, changed }) => [
          String(number),
          new Date(at).toISOString().slice(0, 19).replace("T", " "),
          String(changed),
          printable(cause),
        ]);
        return renderColumns(HEADER, rows, { columns, style });
      },
    };
  },
};

const HEADER = [
  { title: "n", align: "right" },
  { title: "in force since" },
  { title: "changed", align: "right", spare: 1 },
  { title: "what", flexible: true },
] as const;
