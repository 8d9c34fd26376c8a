import { printable } from "../../settings/printable.ts";
import type { OpenConnection } from "../../channel/questions.ts";
import { type Column, renderColumns } from "../columns.ts";
import { completeConnections, FILTER_SYNTAX, parseConnectionFilter } from "../connection_filter.ts";
import type { ConsoleCommand } from "../context.ts";
import { sizeText } from "../size_text.ts";
import { longTimeText } from "../time_text.ts";
import { addressText } from "../urls.ts";

const COLUMNS: readonly Column[] = [
  { title: "id" },
  { title: "client" },
  { title: "age", align: "right", spare: 1 },
  { title: "state" },
  { title: "requests", align: "right", spare: 3 },
  { title: "sent", align: "right", spare: 2 },
  { title: "in hand", flexible: true },
];

/** Lists who is connected. */
export const connections: ConsoleCommand = {
  name: "connections",
  group: "See",
  summary: "List who is connected, and what each is doing",
  details: [
    "The oldest come first, 1000 of each worker at most. The state is what a connection waits for: 'head' a request, 'idle' the next request, 'body' the rest of a request, 'handler' an answer, 'write' a client that has to take it, 'linger' a client's end.",
    "'active' means those that have a request in hand, from its first byte until its answer is written, whatever they wait for; '…' is one that is not whole yet.",
    "Bytes that are sent are counted from the connection's begin on, heads included.",
  ],
  arguments: [{
    name: "filter",
    syntax: `[${FILTER_SYNTAX}]`,
    summary: "those only: 1-4711, 10.0.0.0/8, active, write, idle>60s",
    complete: completeConnections,
  }],
  examples: [
    { line: "connections --watch", effect: "watch them come and go" },
    { line: "connections idle>60s", effect: "those who keep a connection and ask for nothing" },
  ],
  watchable: true,
  async show({ supervisor }, { words: [word] }) {
    const which = word === undefined ? {} : parseConnectionFilter(word);
    const found = (await supervisor.ask({ kind: "connections", which })).flat()
      .sort((one, other) => other.age - one.age);
    return {
      json: found,
      text: (output) =>
        found.length === 0 ? "No connection." : renderColumns(COLUMNS, found.map(cells), output),
    };
  },
};

function cells(one: OpenConnection): readonly string[] {
  return [
    one.id,
    printable(addressText({ hostname: one.address, port: one.port })),
    ageText(one.age),
    one.idle === undefined ? one.state : `${one.state} ${ageText(one.idle)}`,
    String(one.requests),
    sizeText(one.bytes),
    printable(one.request ?? (one.active ? "…" : "")),
  ];
}

/** In whole seconds, once there is one. */
function ageText(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.floor(milliseconds)}ms` : longTimeText(milliseconds);
}
