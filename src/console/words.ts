/**
 * A typed line as commands, each a list of words.
 *
 * Words are separated by spaces and tabs, commands by `;`. `'…'` and `"…"` keep what they enclose together; a backslash
 * takes the next character literally (between double quotes only `"` and `\`, between single quotes nothing). `#` at the
 * start of a word begins a comment, unless it begins what a command is given as the name of a request: `#1-48213`.
 *
 * @module
 */

/** A line taken apart, finished or not: completion reads half-typed ones. */
export interface ScannedLine {
  /** The commands that have at least one word; `''` is a word. */
  readonly commands: readonly (readonly string[])[];
  /** What the line's end left open, if anything. */
  readonly open: "'" | '"' | "\\" | undefined;
  /** The words of the last command before the word being typed. */
  readonly before: readonly string[];
  /** Where the word being typed starts in the line: its length when that word is still empty. */
  readonly wordStart: number;
  /** Where a comment starts, at its `#`; the line's length where there is none. */
  readonly commentStart: number;
}

/** A line that ends inside a quotation or after a lone backslash. */
export class WordsError extends Error {
  override readonly name = "WordsError";
}

/** The word that starts at `start`. */
interface ScannedWord {
  readonly text: string;
  /** Index of the first character after the word. */
  readonly end: number;
  readonly open: ScannedLine["open"];
}

/** How the name of a request begins. */
const NAME = /^#\d/;

const ENDS_WORD = /[ \t\r\n;]/;

/** Takes a line apart without judging it. */
export function scanLine(line: string): ScannedLine {
  const commands: string[][] = [];
  let words: string[] = [];
  let wordStart = line.length;
  let open: ScannedLine["open"];
  let at = 0;
  while (at < line.length) {
    const character = line.charAt(at);
    if (character === "#" && !(words.length > 0 && NAME.test(line.slice(at)))) break;
    if (ENDS_WORD.test(character)) {
      if (character === ";") words = [];
      at++;
      continue;
    }
    const word = scanWord(line, at);
    if (words.length === 0) commands.push(words);
    words.push(word.text);
    open = word.open;
    if (word.end === line.length) wordStart = at;
    at = word.end;
  }
  const before = wordStart < line.length ? words.slice(0, -1) : words;
  return { commands, open, before, wordStart, commentStart: at };
}

/**
 * Takes a finished line apart.
 *
 * @throws {WordsError} when a quotation is not closed or a backslash ends the line.
 */
export function splitLine(line: string): readonly (readonly string[])[] {
  const { commands, open } = scanLine(line);
  if (open === "\\") throw new WordsError("The line ends in a lone backslash; write \\\\ for a backslash.");
  if (open !== undefined) throw new WordsError(`The quotation that ${open} opens is not closed.`);
  return commands;
}

/** The text of one word, its quotation finished or not. */
export function splitUnfinished(typed: string): string {
  return scanWord(typed, 0).text;
}

/**
 * Writes a word so that it means itself, quoted in the way in which a person has begun to write it: between quotes, or
 * else with backslashes.
 *
 * @param typed the beginning of the word, as it was typed
 */
export function quoteLike(typed: string, word: string): string {
  if (typed.startsWith("'") && !word.includes("'")) return `'${word}'`;
  if (typed.startsWith('"')) return `"${word.replace(/["\\]/g, "\\$&")}"`;
  return word === "" ? "''" : word.replace(/[ \t;'"\\]|^#(?!\d)/g, "\\$&");
}

function scanWord(line: string, start: number): ScannedWord {
  let text = "";
  let quote: "'" | '"' | undefined;
  let at = start;
  for (; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === quote) {
      quote = undefined;
    } else if (quote === undefined && ENDS_WORD.test(character)) {
      break;
    } else if (quote === undefined && (character === "'" || character === '"')) {
      quote = character;
    } else if (character === "\\" && takesNext(quote, line.charAt(at + 1))) {
      if (at + 1 === line.length) return { text, end: line.length, open: "\\" };
      at++;
      text += line.charAt(at);
    } else {
      text += character;
    }
  }
  return { text, end: at, open: quote };
}

/** Whether a backslash before `next` means "literally". */
function takesNext(quote: "'" | '"' | undefined, next: string): boolean {
  if (quote === "'") return false;
  return quote === undefined || next === '"' || next === "\\";
}
