import { type Command, findCommand, GROUPS } from "../command.ts";
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
  // The groups are tables of their own; padded, all their summaries begin in the same column.
  const width = Math.max(...commands.map(({ name }) => name.length));
  const groups = GROUPS.flatMap((group) => {
    const listed = commands.filter((command) => command.group === group);
    const rows = listed.map((
      { name, summary },
    ) => [style.bold(name) + " ".repeat(width - name.length), summary]);
    return rows.length === 0 ? [] : [`${group}\n${renderTable(rows, { columns, indent: 2 })}`];
  });
  const notes =
    "'help <command>' is its manual page. ';' separates commands, '#' begins a comment, Tab completes.";
  return [...groups, wrapText(notes, columns).join("\n")].join("\n\n");
}
