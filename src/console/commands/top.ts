import { describeFound } from "../../settings/printable.ts";
import type { WindowHitter } from "../../supervisor/history/sliding_hitters.ts";
import { TRAFFIC_WINDOW, type TrafficKind } from "../../supervisor/history/traffic.ts";
import { type Column, renderColumns } from "../columns.ts";
import { ArgumentError } from "../command_error.ts";
import type { ConsoleCommand } from "../context.ts";
import { countOf } from "../log/count_word.ts";
import { requireHistory } from "../log/require_history.ts";
import { shownText, withoutUser } from "../log/shown_text.ts";
import type { Output } from "../output.ts";
import { timeText } from "../time_text.ts";

/** What can be asked for, and what its column is called. */
const TITLES = {
  paths: "path",
  clients: "client",
  agents: "user agent",
  referrers: "referrer",
  slow: "path",
} as const satisfies Partial<Record<TrafficKind, string>>;
const KINDS = Object.keys(TITLES) as (keyof typeof TITLES)[];

const USUAL = 10;
const MOST = 200;
const MINUTES = TRAFFIC_WINDOW.slice * TRAFFIC_WINDOW.slices / 60_000;

/** Shows what there is most of. */
export const top: ConsoleCommand = {
  name: "top",
  group: "See",
  summary: "Show the paths, clients, agents or referrers of most requests, or the slow paths",
  details: [
    `It looks ${MINUTES} minutes back. 'slow' are the paths that took most time, all their requests together.`,
    "Counted in little memory, whatever comes: a count is off by no more than stands behind it. What makes up more than a 200th of the requests is always there.",
  ],
  arguments: [
    {
      name: "what",
      syntax: `<${KINDS.join(" | ")}>`,
      summary: "what to count",
      required: true,
      complete: () => KINDS,
    },
    { name: "number", summary: `how many: ${USUAL} if you do not say` },
  ],
  examples: [
    { line: "top paths", effect: "what is asked for most" },
    { line: "top clients 3 --watch", effect: "who asks most, again and again" },
  ],
  watchable: true,
  show(context, { words: [word, number] }) {
    const kind = KINDS.find((one) => one === word);
    if (kind === undefined) throw new ArgumentError(`There is no top of ${describeFound(word)}.`);
    const count = countOf(number, { usual: USUAL, most: MOST });
    requireHistory(context);
    const hitters = context.supervisor.traffic.top(kind, count);
    return {
      json: {
        window: TRAFFIC_WINDOW.slice * TRAFFIC_WINDOW.slices,
        top: hitters.map(({ key, count, error }) => ({ key: withoutUser(key), count, error })),
      },
      text: (output) => hitters.length === 0 ? "No requests lately." : hittersTable(kind, hitters, output),
    };
  },
};

function hittersTable(kind: keyof typeof TITLES, hitters: readonly WindowHitter[], output: Output): string {
  const isTime = kind === "slow";
  const columns: readonly Column[] = [
    { title: isTime ? "took" : "requests", align: "right" },
    { title: "±", align: "right" },
    { title: TITLES[kind], flexible: true },
  ];
  const amount = (value: number) => isTime ? timeText(value) : String(Math.round(value));
  const rows = hitters.map(({ key, count, error }) => [
    amount(count),
    amount(isTime ? error : Math.ceil(error)),
    shownText(key),
  ]);
  return renderColumns(columns, rows, output);
}
