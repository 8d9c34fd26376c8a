import type { ConsoleCommand } from "../context.ts";
import { completePath } from "../file_completion.ts";
import { rootText } from "../root_text.ts";
import { tell } from "../tell.ts";

/** Another site. */
export const root: ConsoleCommand = {
  name: "root",
  group: "Change",
  summary: "Serve another directory, from the next request on",
  details: [
    "'root -' goes back to that of the settings, and so does 'stop'. The workers are replaced one by one, as each may only read what it was started for: downloads that are going on are finished from the old directory. Other sites keep theirs.",
  ],
  arguments: [{
    name: "directory",
    syntax: "<directory | ->",
    summary: "its path, or - for that of the settings",
    required: true,
    complete: async (_, { typed }) => (await completePath(typed)).filter((path) => path.endsWith("/")),
  }],
  examples: [
    { line: "root ../site-2", effect: "serve the next version" },
    { line: "root -", effect: "go back" },
  ],
  async run({ supervisor, output }, { words: [word] }) {
    const { before, after } = await supervisor.serveRoot(word === "-" ? undefined : word);
    if (before === after) return tell(output, `${rootText(after)} is served already.`);
    tell(
      output,
      `root: ${rootText(before)} -> ${rootText(after)}. Undo: ${
        word === "-" ? `root ${rootText(before)}` : "root -"
      }`,
    );
  },
};
