/**
 * What `doctor` finds, and how it says it.
 *
 * @module
 */
import { printable } from "../../settings/printable.ts";
import { shellWord } from "../curl_line.ts";
import type { Output } from "../output.ts";
import { wrapText } from "../render.ts";

/** How bad a finding is: others get or do what they should not; something is not as it is meant; good to know. */
export type Level = "danger" | "warning" | "note";

/** A line to type that mends something. */
export interface Mend {
  /** Where it is typed: at LINPR's prompt, or to a POSIX shell. */
  readonly where: "console" | "shell";
  readonly line: string;
}

/** One thing that was found. */
export interface Finding {
  readonly level: Level;
  /** What it is, for programs: `dotfiles`. */
  readonly kind: string;
  /** What it is, for people, in one line; escaped. */
  readonly text: string;
  /** The files that it is about, the first ones only; not escaped. */
  readonly paths?: readonly string[];
  /** Absent where the text says all that can be done. */
  readonly mend?: Mend;
}

const LEVELS: readonly Level[] = ["danger", "warning", "note"];
/** So many names are told. */
const MOST_NAMES = 3;

/** The worst first; in the order in which they were found otherwise. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((one, other) => LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level));
}

/** One finding in words; what mends it stands by itself on a line, unbroken, to be copied. */
export function findingText({ level, text, mend }: Finding, { columns, style }: Output): string {
  const [first = "", ...rest] = wrapText(`${level}: ${text}`, columns);
  const colour = { danger: style.red, warning: style.yellow, note: style.cyan }[level];
  const head = colour(level) + first.slice(level.length);
  const line = mend === undefined ? [] : [`  ${mend.where === "shell" ? "$ " : ""}${mend.line}`];
  return [head, ...rest, ...line].join("\n");
}

/** `.env, .git and 3 more`, escaped. */
export function namesText(names: readonly string[], count: number): string {
  const shown = names.slice(0, MOST_NAMES).map(printable);
  return count > shown.length ? `${shown.join(", ")} and ${count - shown.length} more` : shown.join(", ");
}

/** What a shell is told, each path as one word of it, whatever is in its name. */
export function shellMend(command: string, paths: readonly string[]): Mend {
  return { where: "shell", line: [command, ...paths.map(shellPath)].join(" ") };
}

/** What LINPR is told. */
export function consoleMend(line: string): Mend {
  return { where: "console", line };
}

/** The bytes of a path, as {@linkcode shellWord} takes them. */
function shellPath(path: string): string {
  return shellWord(String.fromCharCode(...new TextEncoder().encode(path)));
}
