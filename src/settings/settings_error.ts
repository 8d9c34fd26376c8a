/**
 * What is wrong with the settings, all of it at once.
 *
 * @module
 */
import { printable } from "./printable.ts";

/** One thing that is wrong. */
export interface Problem {
  /** The file, as a person would name it from the working directory. */
  readonly file?: string;
  /** Where in the file: from 1. */
  readonly line?: number;
  /** Where in the line: from 1, in UTF-16 units, as editors count. */
  readonly column?: number;
  /** The setting, or the section, or what was written in place of one. */
  readonly key?: string;
  /** What is wrong, for people. */
  readonly message: string;
  /** The key that was probably meant. */
  readonly suggestion?: string;
}

/** Thrown when settings cannot be used. Its message has one line for each problem. */
export class SettingsError extends Error {
  /** The name that a stack trace shows. */
  override readonly name = "SettingsError";
  /** At least one. */
  readonly problems: readonly Problem[];

  /**
   * Makes the message from the problems.
   *
   * @param problems what is wrong, in the order in which it is to be told
   */
  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join("\n"));
    this.problems = problems;
  }
}

/**
 * Writes a problem on one line, harmless to a terminal whatever the file held.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { formatProblem } from "./settings_error.ts";
 *
 * const problem = { file: "a.json", line: 3, column: 5, key: "general.prot", message: "unknown key", suggestion: "general.port" };
 * assertEquals(formatProblem(problem), "a.json:3:5 general.prot: unknown key; did you mean general.port?");
 * ```
 */
export function formatProblem(problem: Problem): string {
  const { file, line, column, key, message, suggestion } = problem;
  const place = line === undefined ? file : `${file ?? ""}:${line}:${column ?? 1}`;
  const subject = [place, key].filter((part) => part !== undefined).join(" ");
  const hint = suggestion === undefined ? "" : `; did you mean ${suggestion}?`;
  // A syntax error has a place but no key: "file:1:2: message", as compilers write it.
  return printable(`${subject === "" ? "" : `${subject}: `}${message}${hint}`);
}
