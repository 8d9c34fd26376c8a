/** The chunked decoder against an encoder of the test's own; the seeds are fixed, so that a failure comes again. */

import { assert, assertEquals } from "@std/assert";
import { HttpError } from "../../src/http/http_error.ts";
import { decodeChunked, type DecodedBody } from "../_helpers/chunked.ts";
import { latin1Bytes, latin1Text } from "../_helpers/latin1.ts";
import { Random } from "../_helpers/random.ts";
import { mutated } from "../_helpers/request_mutants.ts";

const ROUNDS = 4000;
const TRAILER_LIMIT = 200;

const EXTENSIONS = ["", "", "", ";a", ";a=b", ';a="x;y"', "; a = b"];
const TRAILERS = ["", "", "", "A: b\r\n", "X-Sum: 1\r\nB:\r\n"];

/** Encodes data in chunks of random sizes, with all that the grammar lets a sender add. */
function encoded(random: Random, data: string): string {
  let text = "";
  for (let at = 0; at < data.length;) {
    const piece = data.slice(at, at + 1 + random.below(40));
    text += `${sizeText(random, piece.length)}${random.pick(EXTENSIONS)}\r\n${piece}\r\n`;
    at += piece.length;
  }
  return `${text}${sizeText(random, 0)}${random.pick(EXTENSIONS)}\r\n${random.pick(TRAILERS)}\r\n`;
}

function sizeText(random: Random, size: number): string {
  const digits = "0".repeat(random.below(3)) + size.toString(16);
  return random.oneIn(2) ? digits.toUpperCase() : digits;
}

type Outcome = DecodedBody | { readonly refused: string };

function outcome(bytes: Uint8Array, ends: readonly number[]): Outcome {
  try {
    return decodeChunked(bytes, ends, TRAILER_LIMIT);
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    return { refused: error.refusal.rule };
  }
}

Deno.test("ChunkedDecoder gives back what was encoded, however it is cut, and leaves the next request alone", () => {
  const random = new Random(1);
  for (let round = 0; round < ROUNDS; round++) {
    const body = latin1Text(random.bytes(random.below(200)));
    const text = encoded(random, body);
    const bytes = latin1Bytes(`${text}GET / HTTP/1.1\r\n\r\n`);
    const expected = { body, used: text.length, done: true };
    assertEquals(outcome(bytes, random.cuts(bytes.length, 12)), expected, JSON.stringify(text));
  }
});

Deno.test("ChunkedDecoder has the same outcome however a mutated body is cut", () => {
  const random = new Random(2);
  let refused = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const text = mutated(random, encoded(random, latin1Text(random.bytes(random.below(60)))));
    const bytes = latin1Bytes(text);
    const whole = outcome(bytes, [bytes.length]);
    assertEquals(outcome(bytes, random.cuts(bytes.length, 12)), whole, JSON.stringify(text));
    assertEquals(outcome(bytes, [...bytes.keys(), bytes.length]), whole, JSON.stringify(text));
    refused += "refused" in whole ? 1 : 0;
  }
  assert(refused > ROUNDS / 10, `only ${refused} were refused`);
});

const EXTENSION = "(?:;[\\t\\x20-\\x7e\\x80-\\xff]*)?";
const TRAILER = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+:[\\t\\x20-\\x7e\\x80-\\xff]*\\r\\n";
const SIZE_LINE = new RegExp(`([0-9A-Fa-f]{1,16})${EXTENSION}\\r\\n`, "y");
const END = new RegExp(`((?:${TRAILER})*)\\r\\n`, "y");

/** RFC 9112 §7.1's grammar by expressions: where the body ends and what is in it, if it is whole and good. */
function byGrammar(text: string): DecodedBody | undefined {
  let body = "";
  for (let at = 0;;) {
    SIZE_LINE.lastIndex = at;
    const size = parseInt(SIZE_LINE.exec(text)?.[1] ?? "", 16);
    if (!Number.isSafeInteger(size)) return undefined;
    at = SIZE_LINE.lastIndex;
    if (size === 0) {
      END.lastIndex = at;
      return END.test(text) ? { body, used: END.lastIndex, done: true } : undefined;
    }
    body += text.slice(at, at + size);
    at += size;
    if (text.slice(at, at + 2) !== "\r\n") return undefined;
    at += 2;
  }
}

Deno.test("ChunkedDecoder takes what the grammar takes, and finds the same in it", () => {
  const random = new Random(3);
  let taken = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const text = mutated(random, encoded(random, latin1Text(random.bytes(random.below(30)))), 2);
    const bytes = latin1Bytes(text);
    const found = outcome(bytes, [bytes.length]);
    const expected = byGrammar(text);
    if (expected !== undefined) assertEquals(found, expected, JSON.stringify(text));
    else assert("refused" in found || !found.done, `${JSON.stringify(text)} was taken`);
    taken += expected === undefined ? 0 : 1;
  }
  assert(taken > ROUNDS / 10 && taken < ROUNDS, `${taken} were taken`);
});
