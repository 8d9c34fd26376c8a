/**
 * What Tab offers, from the declarations of the commands.
 *
 * @module
 */
import { printable } from "../settings/printable.ts";
import { type Command, type Completer, findCommand, type Option, optionsOf } from "./command.ts";
import { findOption, type ParsedWords, parseWords } from "./typed_words.ts";
import { quoteLike, scanLine, splitUnfinished } from "./words.ts";

/** What may stand in place of the word being typed. */
export interface Completion {
  /**
   * The candidates that begin with `typed`, in the order to show; a single one has a space behind it where a word may
   * follow.
   */
  readonly candidates: readonly string[];
  /** The word as far as it is typed, quotation included: the end of the line. */
  readonly typed: string;
}

/** Completes a line at its end: a command's name first, then its options and arguments. */
export async function completeLine<Context>(
  line: string,
  commands: readonly Command<Context>[],
  context: Context,
): Promise<Completion> {
  const { before, wordStart, commentStart } = scanLine(line);
  const comment = line.slice(commentStart);
  // A number sign by itself may be the beginning of a request's name.
  const isName = comment === "#" && before.length > 0;
  if (comment !== "" && !isName) return { candidates: [], typed: "" };
  const typed = isName ? comment : line.slice(wordStart);
  const word = splitUnfinished(typed);
  const [name, ...words] = before;
  const command = name === undefined ? undefined : findCommand(commands, name);
  const offered = name === undefined
    ? commandNames(commands, word)
    : command === undefined
    ? []
    : await offeredWords(command, { words, typed: word, context });
  // What a terminal would act on cannot be typed, and must not be shown.
  const fitting = [...new Set(offered)].filter((one) => one.startsWith(word) && printable(one) === one);
  // A word that is quoted in an unusual way cannot be lengthened; then nothing is offered.
  const candidates = fitting.map((candidate) => quoteLike(typed, candidate))
    .filter((candidate) => candidate.startsWith(typed));
  const [only, another] = candidates;
  if (only === undefined || another !== undefined) return { candidates, typed };
  const takesMore = name === undefined
    ? wordMayFollow(findCommand(commands, fitting[0] ?? ""), [])
    : wordMayFollow(command, [...words, fitting[0] ?? ""]);
  return { candidates: [takesMore && !only.endsWith("/") && !only.endsWith("=") ? `${only} ` : only], typed };
}

/** The word being completed, and what stands before it. */
interface Place<Context> {
  readonly words: readonly string[];
  readonly typed: string;
  readonly context: Context;
}

async function offeredWords<Context>(
  command: Command<Context>,
  { words, typed, context }: Place<Context>,
): Promise<readonly string[]> {
  const parsed = parseWords(command, words);
  const ask = async (complete: Completer<Context> | undefined, part: string) =>
    await complete?.(context, { words: parsed.words, typed: part }) ?? [];
  if (parsed.open !== undefined) return await ask(parsed.open.complete, typed);
  if (!parsed.ended && typed.startsWith("-")) {
    const equals = typed.indexOf("=");
    if (equals === -1) return optionNames(optionsOf(command), parsed);
    const name = typed.slice(0, equals);
    const values = await ask(findOption(optionsOf(command), name)?.complete, typed.slice(equals + 1));
    return values.map((value) => `${name}=${value}`);
  }
  const last = command.arguments.at(-1);
  const argument = command.arguments[parsed.words.length] ?? (last?.rest ? last : undefined);
  return await ask(argument?.complete, typed);
}

/** The options that may still be given. */
function optionNames<Context>(
  options: readonly Option<Context>[],
  { options: given }: ParsedWords<Context>,
): readonly string[] {
  return options.filter(({ name, repeatable }) => repeatable === true || !given.has(name))
    .map(({ name }) => `--${name}`);
}

/** Whether an argument or an option's value can come behind these words. */
function wordMayFollow<Context>(command: Command<Context> | undefined, typed: readonly string[]): boolean {
  if (command === undefined) return false;
  const { words, open } = parseWords(command, typed);
  return open !== undefined || words.length < command.arguments.length ||
    command.arguments.at(-1)?.rest === true;
}

/** An alias is offered only where no name fits: it is a second way to say the same. */
function commandNames<Context>(commands: readonly Command<Context>[], typed: string): readonly string[] {
  const names = commands.map((command) => command.name);
  if (names.some((name) => name.startsWith(typed))) return names;
  return commands.flatMap((command) => command.aliases ?? []);
}
