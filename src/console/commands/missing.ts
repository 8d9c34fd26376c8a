import { printable } from "../../settings/printable.ts";
import type { WindowHitter } from "../../supervisor/history/sliding_hitters.ts";
import { TRAFFIC_WINDOW } from "../../supervisor/history/traffic.ts";
import { type Column, renderColumns } from "../columns.ts";
import type { ConsoleCommand } from "../context.ts";
import { countOf } from "../log/count_word.ts";
import { requireHistory } from "../log/require_history.ts";
import { shownText, withoutUser } from "../log/shown_text.ts";
import { nearestPath } from "../nearest_path.ts";

const USUAL = 10;
const MOST = 50;
const MINUTES = TRAFFIC_WINDOW.slice * TRAFFIC_WINDOW.slices / 60_000;

const COLUMNS: readonly Column[] = [
  { title: "requests", align: "right" },
  { title: "±", align: "right" },
  { title: "path", flexible: true },
  { title: "nearest", flexible: true },
  { title: "last referrer", flexible: true, spare: 1 },
];

/** A path that nothing was found for. */
interface Missing extends WindowHitter {
  readonly nearest: string | undefined;
}

/** Shows which paths were answered with 404, and what may have been meant. */
export const missing: ConsoleCommand = {
  name: "missing",
  group: "See",
  summary: "Show the paths that were not found, who links there, and what may be meant",
  details: [
    `It looks ${MINUTES} minutes back. The nearest path is one below the content root that is spelt nearly so. A count is off by no more than stands behind it.`,
  ],
  arguments: [{ name: "number", summary: `how many: ${USUAL} if you do not say` }],
  examples: [{ line: "missing 5", effect: "the five paths that were missed most" }],
  watchable: true,
  async show(context, { words: [word] }) {
    const count = countOf(word, { usual: USUAL, most: MOST });
    requireHistory(context);
    const { traffic } = context.supervisor;
    const { contentRoot } = context.supervisor.status();
    const found: readonly Missing[] = await Promise.all(
      traffic.top("missing", count).map(async (hitter) => ({
        ...hitter,
        nearest: await nearestPath(contentRoot, hitter.key),
      })),
    );
    return {
      json: found.map(({ key, count, error, note, nearest }) => ({
        path: withoutUser(key),
        count,
        error,
        referrer: note === undefined ? null : withoutUser(note),
        nearest: nearest ?? null,
      })),
      text: (output) =>
        found.length === 0 ? "Nothing was missing lately." : renderColumns(COLUMNS, found.map(cells), output),
    };
  },
};

function cells({ key, count, error, note, nearest }: Missing): readonly string[] {
  return [
    String(Math.round(count)),
    String(Math.ceil(error)),
    shownText(key),
    nearest === undefined ? "-" : printable(nearest),
    note === undefined ? "-" : shownText(note),
  ];
}
