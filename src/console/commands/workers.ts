import { describeFound } from "../../settings/printable.ts";
import type { Supervisor } from "../../supervisor/supervisor.ts";
import { type Column, renderColumns } from "../columns.ts";
import type { Shown } from "../command.ts";
import { ArgumentError } from "../command_error.ts";
import type { ConsoleCommand } from "../context.ts";
import { sizeText } from "../size_text.ts";
import { timeText } from "../time_text.ts";

const COLUMNS: readonly Column[] = [
  { title: "worker", align: "right" },
  { title: "state" },
  { title: "connections", align: "right" },
  { title: "active", align: "right", spare: 2 },
  { title: "requests/s", align: "right", spare: 1 },
  { title: "requests", align: "right", spare: 5 },
  { title: "memory", align: "right", spare: 4 },
  { title: "lag", align: "right", spare: 3 },
];

/** Lists the serving threads, or has more of them. */
export const workers: ConsoleCommand = {
  name: "workers",
  group: "See",
  summary: "List the workers, or have more or fewer of them",
  details: [
    "Connections are active while a request is in hand.",
    "Memory is the worker's own. The lag is the longest time by which it was late for what was due in the last 10 seconds: everything waits that long.",
    "With a number, that many serve from then on, until 'stop'; those that are too many finish what they have in hand.",
  ],
  arguments: [{ name: "number", summary: "how many there are to be" }],
  examples: [
    { line: "workers --watch", effect: "watch them" },
    { line: "workers 4", effect: "have four" },
  ],
  watchable: true,
  async show({ supervisor }, { words: [word], has }) {
    if (word === undefined) return await list(supervisor);
    const count = /^[1-9]\d{0,3}$/.test(word) ? Number(word) : NaN;
    if (Number.isNaN(count)) {
      throw new ArgumentError(`${describeFound(word)} is not a number of workers: 1 is the least.`);
    }
    if (has("watch")) throw new ArgumentError("'--watch' shows workers; leave the number away.");
    const before = supervisor.status().workers.filter(({ state }) => state !== "draining").length;
    await supervisor.resize(count);
    const text = before === count
      ? `There are ${count} already.`
      : `workers: ${before} -> ${count}. Undo: workers ${before}`;
    return { json: { before, after: count }, text: () => text };
  },
};

async function list(supervisor: Supervisor): Promise<Shown> {
  const vitals = new Map((await supervisor.ask({ kind: "vitals" })).map((one) => [one.index, one]));
  const workers = supervisor.status().workers.toSorted((a, b) => a.index - b.index);
  const rows = workers.map((worker) => {
    const { rate, memory, lag } = vitals.get(worker.index) ?? {};
    return { ...worker, requestsPerSecond: rate, memory, lag };
  });
  return {
    json: rows,
    text: (output) =>
      rows.length === 0 ? "Not started." : renderColumns(
        COLUMNS,
        rows.map(({ index, state, connections, active, requests, requestsPerSecond, memory, lag }) => [
          String(index),
          state,
          String(connections),
          String(active),
          requestsPerSecond === undefined ? "-" : String(Math.round(requestsPerSecond)),
          String(requests),
          memory === undefined ? "-" : sizeText(memory),
          lag === undefined ? "-" : timeText(lag),
        ]),
        output,
      ),
  };
}
