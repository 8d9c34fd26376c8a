import type { ConsoleCommand } from "../context.ts";

/** Closes the console, and the server with it. */
export const exit: ConsoleCommand = {
  name: "exit",
  aliases: ["quit"],
  group: "Console",
  summary: "Stop serving and leave (also Ctrl-D)",
  details: ["Answers in flight are finished first, as with 'stop'."],
  arguments: [],
  examples: [],
  run: () => "exit",
};
