/**
 * The manual page of a command, from its declaration.
 *
 * @module
 */
import { type Command, optionsOf, optionSyntax, syntaxOf, usageOf } from "./command.ts";
import type { Output } from "./output.ts";
import { renderTable, type Rows, wrapText } from "./render.ts";

/** Syntax, summary, details, arguments, options and examples. */
export function manualText<Context>(command: Command<Context>, { columns, style }: Output): string {
  const names = command.aliases === undefined ? "" : ` (also: ${command.aliases.join(", ")})`;
  const wrapped = (text: string) => wrapText(text, columns).join("\n");
  const table = (title: string, rows: Rows) =>
    rows.length === 0 ? [] : [`${title}\n${renderTable(rows, { columns, indent: 2 })}`];
  return [
    wrapped(style.bold(usageOf(command)) + names),
    wrapped(`${command.summary}.`),
    ...(command.details ?? []).map(wrapped),
    ...table("Arguments", command.arguments.map(({ name, summary }) => [name, summary])),
    ...table("Options", optionsOf(command).map((option) => [optionSyntax(option, "all"), option.summary])),
    ...table("Examples", command.examples.map(({ line, effect }) => [style.bold(line), effect])),
  ].join("\n\n");
}

/** The same for programs. */
export function manualJson<Context>(command: Command<Context>): unknown {
  return {
    name: command.name,
    aliases: command.aliases ?? [],
    group: command.group,
    syntax: syntaxOf(command),
    usage: usageOf(command),
    summary: command.summary,
    details: command.details ?? [],
    arguments: command.arguments.map(({ name, summary, required = false, rest = false }) => ({
      name,
      summary,
      required,
      rest,
    })),
    options: optionsOf(command).map(({ name, short, value, summary }) => ({ name, short, value, summary })),
    examples: command.examples,
  };
}
