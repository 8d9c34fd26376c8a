/**
 * What Tab offers, from the declarations of the commands.
 *
 * @module
 */
import { type Command, findCommand } from "./command.ts";
import { scanLine } from "./words.ts";

/** What may stand in place of the word being typed. */
export interface Completion {
  /** The candidates that begin with `typed`, in the order to show; a single one has a space behind it where a word may follow. */
  readonly candidates: readonly string[];
  /** The word as far as it is typed: the end of the line. */
  readonly typed: string;
}

/** Completes a line at its end: a command's name first, then its arguments. */
export function completeLine<Context>(
  line: string,
  commands: readonly Command<Context>[],
  context: Context,
): Completion {
  const { before, wordStart } = scanLine(line);
  const typed = line.slice(wordStart);
  const [name, ...words] = before;
  const offered = name === undefined
    ? commandNames(commands, typed)
    : findCommand(commands, name)?.arguments[words.length]?.complete?.(context) ?? [];
  const candidates = offered.filter((word) => word.startsWith(typed));
  const [only, another] = candidates;
  if (only === undefined || another !== undefined) return { candidates, typed };
  const takes = findCommand(commands, name ?? only)?.arguments.length ?? 0;
  return { candidates: [before.length < takes ? `${only} ` : only], typed };
}

/** An alias is offered only where no name fits: it is a second way to say the same. */
function commandNames<Context>(commands: readonly Command<Context>[], typed: string): readonly string[] {
  const names = commands.map((command) => command.name);
  if (names.some((name) => name.startsWith(typed))) return names;
  return commands.flatMap((command) => command.aliases ?? []);
}
