import { completeConnections, FILTER_SYNTAX, parseConnectionFilter } from "../connection_filter.ts";
import type { ConsoleCommand } from "../context.ts";
import { counted } from "../counted.ts";

/** Ends connections. */
export const kill: ConsoleCommand = {
  name: "kill",
  group: "Change",
  summary: "End connections now",
  details: [
    "What a connection is doing is cut off. Nobody is kept from coming back: 'block' does that.",
  ],
  arguments: [{
    name: "connection",
    syntax: `<${FILTER_SYNTAX}>`,
    summary: "whose, by what 'connections' shows",
    required: true,
    complete: completeConnections,
  }],
  examples: [
    { line: "kill 1-4711", effect: "end one connection" },
    { line: "kill 203.0.113.0/24", effect: "end those of a network" },
    { line: "kill idle>60s", effect: "end those who have asked for nothing for a minute" },
  ],
  async run({ supervisor, output }, { words: [word = ""] }) {
    const ended = await supervisor.ask({ kind: "kill", which: parseConnectionFilter(word) });
    output.print(`${counted(ended.reduce((sum, one) => sum + one, 0), "connection")} ended.`);
  },
};
