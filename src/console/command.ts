/**
 * How a console command is declared: help, the manual page, usage errors, completion and the JSON form all come from
 * this one description.
 *
 * @module
 */
import type { Invocation } from "./invocation.ts";
import type { Output } from "./output.ts";

/** What a line has before the word that is completed. */
export interface TypedSoFar {
  /** The plain words of the command, without its options, that are whole already. */
  readonly words: readonly string[];
  /** The word being typed, as far as it is; its quotation is taken off. */
  readonly typed: string;
}

/**
 * Gives the words that may stand somewhere; those that do not begin with what is typed are left out afterwards. What is
 * costly may use `typed` to look for less.
 */
export type Completer<Context> = (
  context: Context,
  so: TypedSoFar,
) => readonly string[] | Promise<readonly string[]>;

/** One word that a command takes. */
export interface Argument<Context> {
  /** As the syntax shows it. */
  readonly name: string;
  /** How the syntax shows it where brackets around the name do not tell: `[for <duration>]`. */
  readonly syntax?: string;
  /** What to write there, in one line. */
  readonly summary: string;
  /** Default: false. */
  readonly required?: boolean;
  /** Takes all the words that follow; the last argument only. Default: false. */
  readonly rest?: true;
  /** The words that Tab offers; none by default. */
  readonly complete?: Completer<Context>;
}

/** An option that a command takes, wherever it stands among the words. */
export interface Option<Context> {
  /** The long name, without its dashes. */
  readonly name: string;
  /** Another name, of one letter, that takes one dash. */
  readonly short?: string;
  /** What help calls the value; an option without one is there or not. */
  readonly value?: string;
  /** The value may be left away; it is taken from the next word only where that is a number. Default: false. */
  readonly valueOptional?: true;
  /** May be given more than once. Default: false. */
  readonly repeatable?: true;
  /** What it does, in one line. */
  readonly summary: string;
  /** The values that Tab offers; none by default. */
  readonly complete?: Completer<Context>;
}

/** A line to type, and what it does. */
export interface Example {
  readonly line: string;
  readonly effect: string;
}

/** The headings under which `help` lists the commands, in their order. */
export const GROUPS = ["Serve", "See", "Ask", "Change", "Script", "Console"] as const;

/** `"exit"` asks the console to close; nothing means that the command is done. */
export type CommandResult = "exit" | void;

/** What a command has to show, in its two forms. */
export interface Shown {
  /** For programs: what `JSON.stringify` takes. Numbers are in base units: milliseconds, bytes. */
  readonly json: unknown;
  /** For people: whole lines, the last without its line break; all that came from clients in it is escaped. */
  readonly text: (output: Output) => string;
}

/** What every command says about itself. */
interface Declaration<Context> {
  readonly name: string;
  /** Other names, not listed by themselves. */
  readonly aliases?: readonly string[];
  /** Where `help` lists it. */
  readonly group: typeof GROUPS[number];
  /** One line, for the list of commands. */
  readonly summary: string;
  /** What else `help <command>` says; paragraphs without line breaks in them. */
  readonly details?: readonly string[];
  readonly arguments: readonly Argument<Context>[];
  /** Default: none; `json` and `watch` are the interpreter's. */
  readonly options?: readonly Option<Context>[];
  readonly examples: readonly Example[];
}

/** A command that shows something and changes nothing; it has `--json` without declaring it. */
export interface ShowingCommand<Context> extends Declaration<Context> {
  /** Whether it has `--watch`, which shows it again and again. Default: false. */
  readonly watchable?: true;
  /**
   * Gives what is to be shown.
   *
   * @throws {CommandError} when there is nothing to show; {@linkcode ArgumentError} when the words make no sense.
   */
  readonly show: (context: Context, invocation: Invocation) => Shown | Promise<Shown>;
  readonly run?: never;
}

/** A command that does something. */
export interface ActingCommand<Context> extends Declaration<Context> {
  /**
   * Does the work.
   *
   * @throws {CommandError} when it cannot be done; {@linkcode ArgumentError} when the words make no sense.
   */
  readonly run: (context: Context, invocation: Invocation) => CommandResult | Promise<CommandResult>;
  /**
   * Whether it goes on until its signal is aborted, as `log -f` does: at a prompt the next line is then typed meanwhile,
   * below what it prints, and Ctrl-C on an empty line ends it. Elsewhere it is waited for. Default: it does not.
   */
  readonly follows?: (invocation: Invocation) => boolean;
  readonly show?: never;
  readonly watchable?: never;
}

/** A command, over the `Context` that it works on. */
export type Command<Context> = ShowingCommand<Context> | ActingCommand<Context>;

/** The options that a command has because of what it is, undeclared. */
const JSON_OPTION = { name: "json", summary: "print JSON, for programs" } as const;
const WATCH_OPTION = {
  name: "watch",
  value: "seconds",
  valueOptional: true,
  summary: "show it again every 2 seconds, or as many as you say, until Ctrl-C",
} as const;

/** All options of a command: its own, then those that come with its kind. */
export function optionsOf<Context>(command: Command<Context>): readonly Option<Context>[] {
  const own = command.options ?? [];
  if (command.show === undefined) return own;
  return command.watchable ? [...own, JSON_OPTION, WATCH_OPTION] : [...own, JSON_OPTION];
}

/** `startup [host] [port]`: square brackets enclose what may be left out. */
export function syntaxOf<Context>(command: Command<Context>): string {
  return [command.name, ...argumentsSyntax(command)].join(" ");
}

/** The whole syntax, options included: `settings [--json] [key]`. */
export function usageOf<Context>(command: Command<Context>): string {
  const options = optionsOf(command).map((option) =>
    `[${optionSyntax(option)}]${option.repeatable ? "…" : ""}`
  );
  return [command.name, ...options, ...argumentsSyntax(command)].join(" ");
}

/** `-H, --header <field>` in the manual, `-H <field>` in a usage line. */
export function optionSyntax<Context>(
  option: Option<Context>,
  names: "all" | "shortest" = "shortest",
): string {
  const short = option.short === undefined ? [] : [`-${option.short}`];
  const shown = [...short, `--${option.name}`].slice(0, names === "all" ? undefined : 1).join(", ");
  if (option.value === undefined) return shown;
  return option.valueOptional ? `${shown} [${option.value}]` : `${shown} <${option.value}>`;
}

/** The command of that name or alias. */
export function findCommand<Context>(
  commands: readonly Command<Context>[],
  word: string,
): Command<Context> | undefined {
  return commands.find((command) => command.name === word || command.aliases?.includes(word));
}

function argumentsSyntax<Context>(command: Command<Context>): readonly string[] {
  return command.arguments.map(({ name, syntax, required, rest }) => {
    if (syntax !== undefined) return syntax;
    const shown = rest ? `${name}…` : name;
    return required ? `<${shown}>` : `[${shown}]`;
  });
}
