import { type Command, findCommand, syntaxOf } from "../command.ts";
import { CommandError } from "../command_error.ts";
import type { ConsoleCommand } from "../context.ts";
import { unknownCommand } from "../interpreter.ts";
import type { Output } from "../output.ts";
import { renderTable, wrapText } from "../render.ts";

/** Lists the commands, or explains one. */
export const help: ConsoleCommand = {
  name: "help",
  aliases: ["?"],
  summary: "List the commands, or explain one",
  arguments: [{
    name: "command",
    summary: "the name of a command",
    complete: ({ commands }) => commands.map((command) => command.name),
  }],
  examples: [{ line: "help startup", effect: "explain 'startup'" }],
  run({ commands, output }, [name]) {
    if (name === undefined) return output.print(listCommands(commands, output));
    const command = findCommand(commands, name);
    if (command === undefined) throw new CommandError(unknownCommand(name, commands));
    output.print(explainCommand(command, output));
  },
};

function listCommands<Context>(commands: readonly Command<Context>[], { columns, style }: Output): string {
  const rows = commands.map((command) => [style.bold(syntaxOf(command)), command.summary]);
  const notes = wrapText("';' separates commands, '#' begins a comment, Tab completes.", columns);
  return [renderTable(rows, { columns }), "", ...notes].join("\n");
}

function explainCommand<Context>(command: Command<Context>, { columns, style }: Output): string {
  const names = command.aliases === undefined ? "" : ` (also: ${command.aliases.join(", ")})`;
  const sections = [
    style.bold(syntaxOf(command)) + names,
    wrapText(`${command.summary}.`, columns).join("\n"),
    ...(command.details ?? []).map((paragraph) => wrapText(paragraph, columns).join("\n")),
    renderTable(command.arguments.map(({ name, summary }) => [name, summary]), { columns, indent: 2 }),
    renderTable(command.examples.map(({ line, effect }) => [style.bold(line), effect]), {
      columns,
      indent: 2,
    }),
  ];
  return sections.filter((section) => section !== "").join("\n\n");
}
