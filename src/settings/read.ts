/**
 * JSON with comments and trailing commas, each value with its place in the text.
 *
 * @module
 */
import {
  createScanner,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
import { type Position, positionsIn } from "./position.ts";
import { syntaxMessage } from "./syntax_message.ts";

/** A value of the document. */
export interface ReadValue {
  /** Where it begins. */
  readonly at: Position;
  /** The value as JSON has it, but objects are a `Map`, in the order of the text whatever the names. */
  readonly value: unknown;
  /** What an object holds, in the order of the text, repeated names included; undefined for all else. */
  readonly members?: readonly ReadMember[];
  /** What a list holds; undefined for all else. */
  readonly items?: readonly ReadValue[];
}

/** One `"name": value` of an object. */
export interface ReadMember {
  /** The name, its escapes resolved. */
  readonly name: string;
  /** Where the name begins. */
  readonly at: Position;
  /** What stands after the colon. */
  readonly value: ReadValue;
}

/** Something that is not JSON. */
export interface SyntaxProblem extends Position {
  /** What is wrong, for people. */
  readonly message: string;
}

/** A document as far as it could be read. */
export interface ReadResult {
  /** The outermost value; undefined where the syntax is too broken to say what was meant. */
  readonly root: ReadValue | undefined;
  /** What is no JSON; empty when all of it is. */
  readonly problems: readonly SyntaxProblem[];
}

/** A settings file needs four levels; the parser, which recurses, gets some thousands. */
const DEEPEST = 32;

/** A file that is something else entirely, HTML say, would give thousands. */
const MOST_PROBLEMS = 10;

/** After these the parser goes on as if nothing had happened, so the values are what was meant. */
const HARMLESS = new Set([
  "CommaExpected",
  "CloseBraceExpected",
  "CloseBracketExpected",
  "EndOfFileExpected",
]);

/**
 * Reads a text. Never throws: what is wrong comes back, the first error of each line, ten at most.
 *
 * @param text the document; a byte order mark at its start is skipped and not counted
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { readJson } from "./read.ts";
 *
 * const { root } = readJson('{ "port": 80, } // the usual one');
 * assertEquals(root?.members?.[0]?.value.at, { line: 1, column: 11 });
 * ```
 */
export function readJson(text: string): ReadResult {
  const json = text.startsWith("\ufeff") ? text.slice(1) : text;
  const positionOf = positionsIn(json);
  const tooDeep = findTooDeep(json);
  if (tooDeep !== undefined) {
    return {
      root: undefined,
      problems: [{ ...positionOf(tooDeep), message: `more than ${DEEPEST} levels of nesting` }],
    };
  }
  const errors: ParseError[] = [];
  const tree = parseTree(json, errors, { allowTrailingComma: true });
  const trusted = errors.every((error) => HARMLESS.has(nameOf(error)));
  const problems = errors.filter(isOriginal).map((error) => describe(error, json, positionOf));
  return {
    root: tree === undefined || !trusted ? undefined : readNode(tree, positionOf),
    problems: firstOfEachLine(problems),
  };
}

/** The parser skips an unknown word, and then complains that something is missing there. */
function isOriginal(error: ParseError, index: number, errors: readonly ParseError[]): boolean {
  const before = errors[index - 1];
  return before === undefined || nameOf(before) !== "InvalidSymbol" || !nameOf(error).endsWith("Expected");
}

function nameOf(error: ParseError): string {
  return printParseErrorCode(error.error);
}

function describe(error: ParseError, json: string, positionOf: (offset: number) => Position): SyntaxProblem {
  const token = json.slice(error.offset, error.offset + error.length);
  return { ...positionOf(error.offset), message: syntaxMessage(nameOf(error), token) };
}

/** One slip makes the parser stumble several times; only the first of a line tells something. */
function firstOfEachLine(problems: readonly SyntaxProblem[]): SyntaxProblem[] {
  const first = new Map<number, SyntaxProblem>();
  for (const problem of problems) {
    if (!first.has(problem.line)) first.set(problem.line, problem);
  }
  return [...first.values()].slice(0, MOST_PROBLEMS);
}

/**
 * The offset of the first bracket that nests too deeply, or undefined. A closing bracket of the
 * wrong kind closes nothing, so a broken text counts for no less than the parser makes of it.
 */
function findTooDeep(json: string): number | undefined {
  const scanner = createScanner(json, true);
  const closers: string[] = [];
  for (scanner.scan(); scanner.getTokenOffset() < json.length; scanner.scan()) {
    const offset = scanner.getTokenOffset();
    const first = json.charAt(offset);
    if (first === "{") closers.push("}");
    else if (first === "[") closers.push("]");
    else if (first === closers.at(-1)) closers.pop();
    if (closers.length > DEEPEST) return offset;
  }
  return undefined;
}

function readNode(node: Node, positionOf: (offset: number) => Position): ReadValue {
  const at = positionOf(node.offset);
  if (node.type === "array") {
    const items = (node.children ?? []).map((item) => readNode(item, positionOf));
    return { at, value: items.map((item) => item.value), items };
  }
  if (node.type !== "object") return { at, value: getNodeValue(node) };
  const members: ReadMember[] = [];
  for (const { children } of node.children ?? []) {
    const [name, value] = children ?? [];
    // The parser leaves a member without a value only where it reports an error that is not harmless.
    if (name === undefined || value === undefined) continue;
    members.push({
      name: String(name.value),
      at: positionOf(name.offset),
      value: readNode(value, positionOf),
    });
  }
  return { at, value: new Map(members.map(({ name, value }) => [name, value.value])), members };
}
