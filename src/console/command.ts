/**
 * How a console command is declared: help, usage errors and completion all come from this one description.
 *
 * @module
 */
import { CommandError } from "./command_error.ts";

/** One word that a command takes. */
export interface Argument<Context> {
  /** As the syntax shows it. */
  readonly name: string;
  /** What to write there, in one line. */
  readonly summary: string;
  /** Default: false. */
  readonly required?: boolean;
  /** The words that Tab offers; none by default. */
  readonly complete?: (context: Context) => readonly string[];
}

/** A line to type, and what it does. */
export interface Example {
  readonly line: string;
  readonly effect: string;
}

/** `"exit"` asks the console to close; nothing means that the command is done. */
export type CommandResult = "exit" | void;

/** A command, over the `Context` that it works on. */
export interface Command<Context> {
  readonly name: string;
  /** Other names, not listed by themselves. */
  readonly aliases?: readonly string[];
  /** One line, for the list of commands. */
  readonly summary: string;
  /** What else `help <command>` says; paragraphs without line breaks in them. */
  readonly details?: readonly string[];
  readonly arguments: readonly Argument<Context>[];
  readonly examples: readonly Example[];
  /**
   * Does the work.
   *
   * @param words what followed the name, already checked for their number.
   * @throws {CommandError} when it cannot be done.
   */
  readonly run: (context: Context, words: readonly string[]) => CommandResult | Promise<CommandResult>;
}

/** `startup [host] [port]`: square brackets enclose what may be left out. */
export function syntaxOf<Context>(command: Command<Context>): string {
  const words = command.arguments.map((argument) =>
    argument.required ? `<${argument.name}>` : `[${argument.name}]`
  );
  return [command.name, ...words].join(" ");
}

/** The command of that name or alias. */
export function findCommand<Context>(
  commands: readonly Command<Context>[],
  word: string,
): Command<Context> | undefined {
  return commands.find((command) => command.name === word || command.aliases?.includes(word));
}

/**
 * Checks how many words a command was given.
 *
 * @throws {CommandError} when there are too many, or too few; the message shows the syntax.
 */
export function checkWordCount<Context>(command: Command<Context>, words: readonly string[]): void {
  const missing = command.arguments.find((argument, index) =>
    argument.required && words[index] === undefined
  );
  if (missing !== undefined) {
    throw new CommandError(`'${command.name}' needs <${missing.name}>. Usage: ${syntaxOf(command)}`);
  }
  if (words.length > command.arguments.length) {
    const takes = command.arguments.length === 0 ? "takes no arguments" : "was given too many arguments";
    throw new CommandError(`'${command.name}' ${takes}. Usage: ${syntaxOf(command)}`);
  }
}
