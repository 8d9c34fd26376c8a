/**
 * Runs typed lines: each command of a line in turn, until one fails.
 *
 * @module
 */
import { nearest } from "../settings/nearest.ts";
import { excerpt, printable } from "../settings/printable.ts";
import { StartupError } from "../supervisor/startup_error.ts";
import { type Command, type CommandResult, findCommand, usageOf } from "./command.ts";
import { ArgumentError, CommandError } from "./command_error.ts";
import { parseInvocation } from "./typed_words.ts";
import type { Following } from "./following.ts";
import type { Output } from "./output.ts";
import { showResult } from "./showing.ts";
import { splitLine, WordsError } from "./words.ts";

/** What became of a line: all of it done, a command failed (the rest was not run), or the console is to close. */
export type Outcome = "done" | "failed" | "exit";

/** What a line is run against. */
export interface Interpretation<Context> {
  readonly commands: readonly Command<Context>[];
  /** Handed to each command. */
  readonly context: Context;
  /** Where results go. */
  readonly output: Output;
  /** Aborted by Ctrl-C, and when whoever gave the line is gone. */
  readonly signal: AbortSignal;
  /** Shows one problem to the operator. */
  readonly report: (problem: string) => void;
  /** Takes the commands that go on while the next line is typed; without it they are waited for as all others are. */
  readonly following?: Following;
}

/**
 * Runs one line.
 *
 * Never throws: a failing command is reported, and so is one that has a bug, because the server behind the console must
 * live on.
 */
export async function interpret<Context>(line: string, on: Interpretation<Context>): Promise<Outcome> {
  try {
    for (const words of splitLine(line)) {
      // Ctrl-C ended the command before this one.
      if (on.signal.aborted) return "failed";
      if (await runCommand(words, on) === "exit") return "exit";
    }
    return "done";
  } catch (error) {
    on.report(problemText(error));
    return "failed";
  }
}

/** The line that an unknown command is answered with; it names the nearest one, or `help`. */
export function unknownCommand<Context>(name: string, commands: readonly Command<Context>[]): string {
  const near = nearest(name, commands.flatMap((command) => [command.name, ...command.aliases ?? []]));
  const advice = near === undefined ? "Type 'help' for a list." : `Did you mean '${near}'?`;
  return `Unknown command '${excerpt(name)}'. ${advice}`;
}

async function runCommand<Context>(
  [name = "", ...words]: readonly string[],
  { commands, context, output, signal, report, following }: Interpretation<Context>,
): Promise<CommandResult> {
  const command = findCommand(commands, name);
  if (command === undefined) throw new CommandError(unknownCommand(name, commands));
  try {
    const invocation = parseInvocation(command, words, signal);
    if (command.show !== undefined) return await showResult(command, context, invocation, output);
    if (following === undefined || !command.follows?.(invocation)) {
      return await command.run(context, invocation);
    }
    const goOn = async (signal: AbortSignal) => await command.run(context, { ...invocation, signal });
    following.start(goOn, (error) => report(problemText(error)));
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error;
    throw new CommandError(`${error.message}\nUsage: ${usageOf(command)}`);
  }
}

/** What to tell the operator of an error: all of it where it is a bug. */
export function problemText(error: unknown): string {
  if (error instanceof CommandError || error instanceof WordsError) return error.message;
  // The supervisor names paths and hosts as they were written.
  if (error instanceof StartupError) return printable(error.message);
  const text = error instanceof Error ? error.stack ?? error.message : String(error);
  return `A bug in LINPR: ${text}`;
}
