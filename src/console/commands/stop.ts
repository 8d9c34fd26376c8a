import { formatDuration } from "../../settings/duration.ts";
import { ArgumentError } from "../command_error.ts";
import type { ConsoleCommand } from "../context.ts";
import { inHandText, isIdle } from "../idle.ts";
import { drainServer } from "../shutdown.ts";
import { patienceOf, until } from "../until.ts";

/** Serves no more; the console stays. */
export const stop: ConsoleCommand = {
  name: "stop",
  group: "Serve",
  summary: "Stop serving and give the port back",
  details: [
    "Answers in flight are finished first, for as long as the setting timeouts.drain allows; idle connections are closed at once. Ctrl-C cuts everything off.",
    "'stop when idle' waits until no request is in hand, whoever keeps a connection for a next one, and fails, with the server still serving, where that is not so in time: 1 minute if you do not say.",
  ],
  arguments: [{
    name: "when idle",
    syntax: "[when idle [timeout]]",
    summary: "not while a request is in hand",
    rest: true,
    complete: (_, { words }) => words.length === 0 ? ["when"] : words.length === 1 ? ["idle"] : [],
  }],
  examples: [
    { line: "stop; startup; listen", effect: "take up settings that wait for a startup" },
    { line: "stop when idle 5m", effect: "the end of a script" },
  ],
  async run({ supervisor, output }, { words, signal }) {
    const patience = patienceFor(words);
    if (supervisor.state === "stopped") return output.print("Not started.");
    if (patience !== undefined) {
      await until(() => isIdle(supervisor.status()), {
        patience,
        missing: () => `Not stopped: ${inHandText(supervisor.status())} after ${formatDuration(patience)}.`,
        signal,
      });
    }
    await drainServer(supervisor, output);
    output.print("Stopped.");
  },
};

/** How long to wait for an idle server; undefined: not at all. */
function patienceFor([when, idle, patience, tooMuch]: readonly string[]): number | undefined {
  if (when === undefined) return undefined;
  if (when !== "when" || idle !== "idle" || tooMuch !== undefined) {
    throw new ArgumentError("'stop' takes nothing, or 'when idle' and a time.");
  }
  return patienceOf(patience);
}
