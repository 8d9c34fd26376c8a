import { type Command, findCommand, GROUPS, syntaxOf } from "../command.ts";
import { CommandError } from "../command_error.ts";
import type { ConsoleCommand } from "../context.ts";
import { unknownCommand } from "../interpreter.ts";
import { manualJson, manualText } from "../manual.ts";
import type { Output } from "../output.ts";
import { renderTable, wrapText } from "../render.ts";

/** Lists the commands, or explains one. */
export const help: ConsoleCommand = {
  name: "help",
  aliases: ["?"],
  group: "Console",
  summary: "List the commands, or explain one",
  arguments: [{
    name: "command",
    summary: "the name of a command",
    complete: ({ commands }) => commands.map((command) => command.name),
  }],
  examples: [{ line: "help startup", effect: "explain 'startup'" }],
  show({ commands }, { words: [name] }) {
    if (name === undefined) {
      return { json: commands.map(manualJson), text: (output) => listCommands(commands, output) };
    }
    const command = findCommand(commands, name);
    if (command === undefined) throw new CommandError(unknownCommand(name, commands));
    return { json: manualJson(command), text: (output) => manualText(command, output) };
  },
};

function listCommands<Context>(commands: readonly Command<Context>[], { columns, style }: Output): string {
  // One table, so that all summaries begin in the same column.
  const width = Math.max(...commands.map((command) => syntaxOf(command).length));
  const groups = GROUPS.flatMap((group) => {
    const rows = commands.filter((command) => command.group === group).map((command) => [
      style.bold(syntaxOf(command)) + " ".repeat(width - syntaxOf(command).length),
      command.summary,
    ]);
    return rows.length === 0 ? [] : [`${group}\n${renderTable(rows, { columns, indent: 2 })}`];
  });
  const notes = wrapText("';' separates commands, '#' begins a comment, Tab completes.", columns);
  return [...groups, notes.join("\n")].join("\n\n");
}
