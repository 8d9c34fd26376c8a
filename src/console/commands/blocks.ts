import { type Column, renderColumns } from "../columns.ts";
import type { ConsoleCommand } from "../context.ts";
import { endText } from "../lasting_words.ts";

const COLUMNS: readonly Column[] = [
  { title: "block" },
  { title: "hits", align: "right" },
  { title: "ends" },
];

/** Lists who is shut out. */
export const blocks: ConsoleCommand = {
  name: "blocks",
  group: "See",
  summary: "List who is shut out, and how many connections that has cost them",
  details: [
    "Hits are connections that were ended by 'block' or refused since. Those that a worker has counted are forgotten when it is replaced.",
  ],
  arguments: [],
  examples: [],
  watchable: true,
  async show({ supervisor }) {
    const counts = await supervisor.ask({ kind: "blocked" });
    const now = Date.now();
    const rows = [...supervisor.operations.blocks].map(([block, { since, until }]) => ({
      block,
      hits: counts.reduce((sum, hits) => sum + (hits.get(block) ?? 0), 0),
      since,
      until: until === Infinity ? null : until,
    }));
    return {
      json: rows,
      text: (output) =>
        rows.length === 0 ? "Nobody is blocked." : renderColumns(
          COLUMNS,
          rows.map(({ block, hits, until }) => [block, String(hits), endText(until ?? Infinity, now)]),
          output,
        ),
    };
  },
};
