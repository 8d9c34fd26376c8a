import type { ConsoleCommand } from "../context.ts";
import { openText } from "../idle.ts";

/** Closes the console, and the server with it where the console is its own. */
export const exit: ConsoleCommand = {
  name: "exit",
  aliases: ["quit"],
  group: "Console",
  summary: "Stop serving and leave (also Ctrl-D)",
  details: [
    "Answers in flight are finished first, as with 'stop'. Somebody who types it while clients are connected is asked first.",
    "A console that is attached to a running server by 'linpr attach' is left, and the server lives on.",
  ],
  arguments: [],
  options: [
    { name: "yes", short: "y", summary: "do not ask" },
    { name: "server", summary: "end the server too where the console is attached to it" },
  ],
  examples: [],
  async run({ supervisor, session, shutdown, output }, { has }) {
    const endsServer = session.kind !== "socket" || has("server");
    const status = supervisor.status();
    if (endsServer && session.interactive && !has("yes") && status.connections > 0) {
      const answer = await session.ask(`${openText(status)}. Stop serving and leave? [y/N]`);
      if (!/^y(es)?$/i.test(answer.trim())) return output.print("The server serves on.");
    }
    if (session.kind === "socket" && endsServer) shutdown.drain();
    return "exit";
  },
};
