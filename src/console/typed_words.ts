/**
 * What was typed after a command's name, taken apart into plain words and options.
 *
 * @module
 */
import { nearest } from "../settings/nearest.ts";
import { excerpt } from "../settings/printable.ts";
import { type Command, type Option, optionsOf, optionSyntax } from "./command.ts";
import { ArgumentError } from "./command_error.ts";
import type { Invocation } from "./invocation.ts";

/** Words taken apart as far as they go. */
export interface ParsedWords<Context> {
  readonly words: readonly string[];
  /** The values of the options that were given, by their long names; an option without a value has undefined. */
  readonly options: ReadonlyMap<string, readonly (string | undefined)[]>;
  /** The option at the end that still wants its value. */
  readonly open: Option<Context> | undefined;
  /** Whether `--` was there: what follows is no option. */
  readonly ended: boolean;
  /** The first word that looks like an option and is none, or that has a value too many. */
  readonly wrong: string | undefined;
}

/** A word that the optional value of an option may be. */
const NUMBER = /^\d+(\.\d+)?$/;

/** A word that is meant as an option: `-` by itself is none. */
const OPTION = /^-(?:-.|[^-])/s;

/**
 * Takes words apart without judging them: completion reads half-typed lines.
 *
 * Options are written `--name`, `--name=value`, `--name value` or `-n value`; `--` ends them. Unless a command declares
 * that letter, a word such as `-5` is a plain one.
 */
export function parseWords<Context>(
  command: Command<Context>,
  typed: readonly string[],
): ParsedWords<Context> {
  const declared = optionsOf(command);
  const words: string[] = [];
  const options = new Map<string, (string | undefined)[]>();
  let wrong: string | undefined;
  let open: Option<Context> | undefined;
  let ended = false;
  const give = ({ name }: Option<Context>, value: string | undefined) => {
    options.set(name, [...options.get(name) ?? [], value]);
  };
  for (const [at, word] of typed.entries()) {
    if (open !== undefined) {
      give(open, word);
      open = undefined;
    } else if (ended || !OPTION.test(word) || isNegative(word, declared)) {
      if (word === "--" && !ended) ended = true;
      else words.push(word);
    } else {
      const equals = word.startsWith("--") ? word.indexOf("=") : -1;
      const option = findOption(declared, equals === -1 ? word : word.slice(0, equals));
      if (option === undefined || (equals !== -1 && option.value === undefined)) wrong ??= word;
      else if (equals !== -1) give(option, word.slice(equals + 1));
      else if (wantsNext(option, typed[at + 1])) open = option;
      else give(option, undefined);
    }
  }
  return { words, options, open, ended, wrong };
}

/**
 * Takes a command's words apart, and checks them against what it declares.
 *
 * @throws {ArgumentError} naming what is wrong with them
 */
export function parseInvocation<Context>(
  command: Command<Context>,
  typed: readonly string[],
  signal: AbortSignal,
): Invocation {
  const { words, options, open, wrong } = parseWords(command, typed);
  if (wrong !== undefined) throw new ArgumentError(wrongOption(command, wrong));
  if (open !== undefined) throw new ArgumentError(`'${optionSyntax(open)}' needs its value.`);
  for (const option of optionsOf(command)) {
    const times = options.get(option.name)?.length ?? 0;
    if (times > 1 && !option.repeatable) throw new ArgumentError(`'--${option.name}' is given twice.`);
  }
  checkWordCount(command, words);
  const given = (name: string) => {
    if (optionsOf(command).some((option) => option.name === name)) return options.get(name);
    throw new Error(`The command '${command.name}' does not declare the option '${name}'`);
  };
  return {
    words,
    signal,
    has: (name) => given(name) !== undefined,
    value: (name) => given(name)?.[0],
    values: (name) => given(name)?.filter((value) => value !== undefined) ?? [],
  };
}

/** The option that a word such as `-H` or `--header` names. */
export function findOption<Context>(
  options: readonly Option<Context>[],
  word: string,
): Option<Context> | undefined {
  return options.find(({ name, short }) =>
    word === `--${name}` || (short !== undefined && word === `-${short}`)
  );
}

function wantsNext<Context>({ value, valueOptional }: Option<Context>, next: string | undefined): boolean {
  if (value === undefined) return false;
  return valueOptional !== true || (next !== undefined && NUMBER.test(next));
}

/** A number below zero is no option. */
function isNegative<Context>(word: string, declared: readonly Option<Context>[]): boolean {
  return NUMBER.test(word.slice(1)) && findOption(declared, word) === undefined;
}

function wrongOption<Context>(command: Command<Context>, word: string): string {
  const options = optionsOf(command);
  const [name = ""] = word.split("=");
  const known = findOption(options, name);
  if (known !== undefined) return `'--${known.name}' takes no value.`;
  if (options.length === 0) return `'${command.name}' has no options, but was given '${excerpt(word)}'.`;
  const near = nearest(
    name,
    options.flatMap(({ name, short }) => short === undefined ? [`--${name}`] : [`--${name}`, `-${short}`]),
  );
  const advice = near === undefined
    ? `Where it is a plain word, '--' goes before it.`
    : `Did you mean '${near}'?`;
  return `'${command.name}' has no option '${excerpt(name)}'. ${advice}`;
}

function checkWordCount<Context>(command: Command<Context>, words: readonly string[]): void {
  const missing = command.arguments.find((argument, index) =>
    argument.required && words[index] === undefined
  );
  if (missing !== undefined) throw new ArgumentError(`'${command.name}' needs <${missing.name}>.`);
  if (command.arguments.at(-1)?.rest) return;
  if (words.length > command.arguments.length) {
    const takes = command.arguments.length === 0 ? "takes no arguments" : "was given too many arguments";
    throw new ArgumentError(`'${command.name}' ${takes}.`);
  }
}
