/**
 * Which requests `log` is to show, as it is typed: `status>=400 path~/api since 5m`.
 *
 * @module
 */
import { compileBlocks } from "../../patterns/addresses.ts";
import { meantBlock, parseBlock } from "../../patterns/cidr.ts";
import { parseDuration } from "../../settings/duration.ts";
import { nearest } from "../../settings/nearest.ts";
import { describeFound, excerpt } from "../../settings/printable.ts";
import { parseSize } from "../../settings/size.ts";
import type { RecordedRequest } from "../../supervisor/history/recorded_request.ts";
import type { RequestTest } from "../../supervisor/history/request_history.ts";
import { ArgumentError } from "../command_error.ts";

/** What was typed. */
export interface RequestQuery {
  /** Passes the requests that meet every condition. */
  readonly test: RequestTest;
  /** How many of the latest; undefined where that was not said. */
  readonly last: number | undefined;
}

/** Something that is compared as a number. */
interface NumberFilter {
  readonly valueOf: (request: RecordedRequest) => number;
  readonly parse: (text: string) => number | undefined;
  /** It completes "takes …". */
  readonly takes: string;
}

const NUMBERS: Readonly<Record<string, NumberFilter>> = {
  status: {
    valueOf: ({ status }) => status,
    parse: (text) => /^[1-5]\d\d$/.test(text) ? Number(text) : undefined,
    takes: "a status such as 404",
  },
  slow: { valueOf: ({ duration }) => duration, parse: parseDuration, takes: "a time such as 50ms" },
  bytes: { valueOf: ({ bytes }) => bytes, parse: parseSize, takes: "a size such as 1MiB" },
};

/** Something that is compared as text. */
const TEXTS: Readonly<Record<string, (request: RecordedRequest) => string>> = {
  method: ({ method }) => method,
  path: ({ path }) => path,
  host: ({ host }) => host ?? "",
  agent: ({ agent }) => agent ?? "",
  referer: ({ referer }) => referer ?? "",
};

/** The conditions that Tab offers; what follows the last sign is to be typed. */
export const FILTER_WORDS: readonly string[] = [
  "status>=400",
  "status=404",
  "slow>50ms",
  "bytes>1MiB",
  "method=",
  "path=",
  "path~",
  "host~",
  "agent~",
  "referer~",
  "since",
  "last",
];

const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "=": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
};

const CONDITION = /^(\w+)(>=|<=|!=|=|>|<|~)(.*)$/s;
const MOST = 100_000;

/**
 * Reads the words behind `log`; all conditions must be met.
 *
 * @param now milliseconds since 1970, from which `since` counts back
 * @throws {ArgumentError} for what is no condition
 */
export function parseRequestQuery(words: readonly string[], now: number): RequestQuery {
  const tests: RequestTest[] = [];
  let last: number | undefined;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (word === "last") last = parseCount(words[++at]);
    else if (word === "since") tests.push(sinceTest(words[++at], now));
    else tests.push(conditionTest(word));
  }
  return { test: (request) => tests.every((test) => test(request)), last };
}

function parseCount(word: string | undefined): number {
  const count = /^\d{1,6}$/.test(word ?? "") ? Number(word) : 0;
  if (count >= 1 && count <= MOST) return count;
  throw new ArgumentError(`'last' takes a number from 1 to ${MOST}, not ${describeFound(word)}.`);
}

function sinceTest(word: string | undefined, now: number): RequestTest {
  const ago = parseDuration(word ?? "");
  if (ago === undefined) {
    throw new ArgumentError(`'since' takes a time such as 30s, 5m or 1h, not ${describeFound(word)}.`);
  }
  return ({ time }) => time >= now - ago;
}

function conditionTest(word: string): RequestTest {
  const [, name = "", sign = "", operand = ""] = CONDITION.exec(word) ?? [];
  if (sign === "") return addressTest(word);
  const number = Object.hasOwn(NUMBERS, name) ? NUMBERS[name] : undefined;
  if (number !== undefined) return numberTest(name, number, sign, operand);
  const text = Object.hasOwn(TEXTS, name) ? TEXTS[name] : undefined;
  if (text !== undefined) return textTest(name, text, sign, operand);
  throw new ArgumentError(`Unknown filter '${excerpt(name)}'. ${advice(name)}`);
}

function numberTest(
  name: string,
  { valueOf, parse, takes }: NumberFilter,
  sign: string,
  text: string,
): RequestTest {
  const compare = COMPARISONS[sign];
  if (compare === undefined) {
    throw new ArgumentError(
      `'${name}' is compared by ${Object.keys(COMPARISONS).join(" ")}, not by ${sign}.`,
    );
  }
  const operand = parse(text);
  if (operand === undefined) {
    throw new ArgumentError(`'${name}${sign}' takes ${takes}, not ${describeFound(text)}.`);
  }
  return (request) => compare(valueOf(request), operand);
}

/** `=` compares all of it, letter for letter; `~` looks for a part, in upper or lower case. */
function textTest(
  name: string,
  valueOf: (request: RecordedRequest) => string,
  sign: string,
  text: string,
): RequestTest {
  const operand = bytesAsText(text);
  if (sign === "=") return (request) => valueOf(request) === operand;
  if (sign === "!=") return (request) => valueOf(request) !== operand;
  if (sign !== "~") throw new ArgumentError(`'${name}' is compared by = != ~, not by ${sign}.`);
  const part = operand.toLowerCase();
  return (request) => valueOf(request).toLowerCase().includes(part);
}

function addressTest(word: string): RequestTest {
  if (parseBlock(word) !== undefined) {
    const isInside = compileBlocks([word]);
    return ({ address }) => isInside(address);
  }
  if (Object.hasOwn(NUMBERS, word) || Object.hasOwn(TEXTS, word)) {
    const other = Object.hasOwn(NUMBERS, word) ? ">" : "~";
    throw new ArgumentError(`'${word}' is compared with something: write ${word}=… or ${word}${other}…`);
  }
  const meant = meantBlock(word);
  if (meant !== undefined) {
    throw new ArgumentError(`${describeFound(word)} is no network; did you mean '${meant}'?`);
  }
  throw new ArgumentError(`Unknown filter ${describeFound(word)}. ${advice(word)}`);
}

function advice(name: string): string {
  const names = [...Object.keys(NUMBERS), ...Object.keys(TEXTS), "since", "last"];
  const near = nearest(name, names);
  if (near !== undefined) return `Did you mean '${near}'?`;
  return `There are ${names.join(", ")}, and addresses such as 10.0.0.0/8.`;
}

/** As requests have it: one character a byte. */
function bytesAsText(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
}
