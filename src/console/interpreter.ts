/**
 * Runs typed lines: each command of a line in turn, until one fails.
 *
 * @module
 */
import { nearest } from "../settings/nearest.ts";
import { excerpt, printable } from "../settings/printable.ts";
import { StartupError } from "../supervisor/startup_error.ts";
import { checkWordCount, type Command, findCommand } from "./command.ts";
import { CommandError } from "./command_error.ts";
import { splitLine, WordsError } from "./words.ts";

/** What became of a line: all of it done, a command failed (the rest was not run), or the console is to close. */
export type Outcome = "done" | "failed" | "exit";

/** What a line is run against. */
export interface Interpretation<Context> {
  readonly commands: readonly Command<Context>[];
  /** Handed to each command. */
  readonly context: Context;
  /** Shows one problem to the operator. */
  readonly report: (problem: string) => void;
}

/**
 * Runs one line.
 *
 * Never throws: a failing command is reported, and so is one that has a bug, because the server behind the console must
 * live on.
 */
export async function interpret<Context>(line: string, on: Interpretation<Context>): Promise<Outcome> {
  try {
    for (const [name, ...words] of splitLine(line)) {
      if (name === undefined) continue;
      const command = findCommand(on.commands, name);
      if (command === undefined) throw new CommandError(unknownCommand(name, on.commands));
      checkWordCount(command, words);
      if (await command.run(on.context, words) === "exit") return "exit";
    }
    return "done";
  } catch (error) {
    on.report(problemOf(error));
    return "failed";
  }
}

/** The line that an unknown command is answered with; it names the nearest one, or `help`. */
export function unknownCommand<Context>(name: string, commands: readonly Command<Context>[]): string {
  const near = nearest(name, commands.flatMap((command) => [command.name, ...command.aliases ?? []]));
  const advice = near === undefined ? "Type 'help' for a list." : `Did you mean '${near}'?`;
  return `Unknown command '${excerpt(name)}'. ${advice}`;
}

function problemOf(error: unknown): string {
  if (error instanceof CommandError || error instanceof WordsError) return error.message;
  // The supervisor names paths and hosts as they were written.
  if (error instanceof StartupError) return printable(error.message);
  const text = error instanceof Error ? error.stack ?? error.message : String(error);
  return `A bug in LINPR: ${text}`;
}
