import type { ConsoleCommand } from "../context.ts";
import { drainServer } from "../shutdown.ts";

/** Serves no more; the console stays. */
export const stop: ConsoleCommand = {
  name: "stop",
  group: "Serve",
  summary: "Stop serving and give the port back",
  details: [
    "Answers in flight are finished first, for as long as the setting timeouts.drain allows; idle connections are closed at once. Ctrl-C cuts everything off.",
  ],
  arguments: [],
  examples: [{ line: "stop; startup; listen", effect: "take up settings that wait for a startup" }],
  async run({ supervisor, output }) {
    if (supervisor.state === "stopped") {
      output.print("Not started.");
      return;
    }
    await drainServer(supervisor, output);
    output.print("Stopped.");
  },
};
