/** The head's parser against mutated requests in pieces; the seeds are fixed, so that a failure comes again. */

import { assert, assertEquals } from "@std/assert";
import type { RequestFields } from "../../src/http/fields.ts";
import { HttpError } from "../../src/http/http_error.ts";
import { METHODS } from "../../src/http/method.ts";
import { type HeadLimits, RequestHead } from "../../src/http/request_head.ts";
import { latin1Bytes } from "../_helpers/latin1.ts";
import { Random } from "../_helpers/random.ts";
import { mutated, validRequest } from "../_helpers/request_mutants.ts";

const ROUNDS = 15_000;
const LARGE: HeadLimits = { target: 8192, head: 16_384, fields: 100 };
const SMALL: HeadLimits = { target: 40, head: 150, fields: 3 };

/** What came of some bytes. */
type Outcome =
  | { readonly refused: string; readonly at: number }
  | { readonly incomplete: true }
  | { readonly length: number; readonly parts: unknown };

/** Parses bytes that arrive up to each of the ends in turn, each time in another place of memory. */
function outcome(head: RequestHead, bytes: Uint8Array, ends: readonly number[], shift: number): Outcome {
  try {
    for (const [call, end] of ends.entries()) {
      const start = (call % 3) * shift;
      const memory = new Uint8Array(start + end + 2).fill(0x0d);
      memory.set(bytes.subarray(0, end), start);
      if (!head.parse(memory, start, start + end)) continue;
      const { method, target, minorVersion, fields, length } = head;
      return { length, parts: [method, target, minorVersion, fields.entries()] };
    }
    return { incomplete: true };
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    return { refused: error.refusal.rule, at: error.at };
  }
}

const TARGET = "[\\x21\\x24-\\x3b\\x3d\\x3f-\\x5b\\x5d-\\x7e]+";
const FIELD = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+:[\\t\\x20-\\x7e\\x80-\\xff]*\\r\\n";
/** RFC 9112's grammar of a head as one expression: another way to the same judgement. */
const HEAD = new RegExp(
  `^(?:\\r\\n){0,4}(${METHODS.join("|")}) (${TARGET}) HTTP/1\\.([0-9])\\r\\n((?:${FIELD})*)\\r\\n`,
);

/** What the grammar says of a text, within the limits. */
function byGrammar(text: string, limits: HeadLimits): { length: number; parts: unknown } | undefined {
  const [whole, method, target = "", minor, lines = ""] = HEAD.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const fields = lines.split("\r\n").slice(0, -1).map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1).replace(/^[ \t]+/, "").replace(/[ \t]+$/, "")];
  });
  const fits = whole.length <= limits.head && target.length <= limits.target &&
    fields.length <= limits.fields;
  return fits ? { length: whole.length, parts: [method, target, Number(minor), fields] } : undefined;
}

Deno.test("RequestHead gives the same outcome however a mutated request is cut", () => {
  const random = new Random(1);
  for (let round = 0; round < ROUNDS; round++) {
    const text = mutated(random, validRequest(random));
    const bytes = latin1Bytes(text);
    const limits = random.pick([LARGE, SMALL]);
    const whole = outcome(new RequestHead(limits), bytes, [bytes.length], 0);
    const cut = outcome(new RequestHead(limits), bytes, random.cuts(bytes.length, 8), random.below(5));
    assertEquals(cut, whole, JSON.stringify(text));
    if (!random.oneIn(10)) continue;
    const each = [...bytes.keys(), bytes.length];
    assertEquals(outcome(new RequestHead(limits), bytes, each, 1), whole, JSON.stringify(text));
  }
});

Deno.test("RequestHead takes what the grammar takes, and finds the same in it", () => {
  const random = new Random(2);
  let taken = 0;
  let refused = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const text = mutated(random, validRequest(random));
    const limits = random.pick([LARGE, SMALL]);
    const bytes = latin1Bytes(text);
    const found = outcome(new RequestHead(limits), bytes, [bytes.length], 0);
    const expected = byGrammar(text, limits);
    if (expected === undefined) assert(!("length" in found), `${JSON.stringify(text)} was taken`);
    else assertEquals(found, expected, JSON.stringify(text));
    taken += "length" in found ? 1 : 0;
    refused += "refused" in found ? 1 : 0;
  }
  assert(taken > ROUNDS / 10 && refused > ROUNDS / 10, `${taken} were taken, ${refused} refused`);
});

Deno.test("RequestHead used again is like a new one, whatever it parsed before", () => {
  const random = new Random(3);
  const used = new RequestHead(SMALL);
  for (let round = 0; round < ROUNDS; round++) {
    const text = mutated(random, validRequest(random), 2);
    const bytes = latin1Bytes(text);
    // A connection may end, and give its parser back, in the middle of a head.
    const ends = random.oneIn(3) ? [random.below(bytes.length + 1)] : [bytes.length];
    const again = outcome(used, bytes, ends, 0);
    assertEquals(again, outcome(new RequestHead(SMALL), bytes, ends, 0), JSON.stringify(text));
    if ("length" in again) assertLookUps(used.fields, text);
    used.reset();
  }
});

/** Fields looked up by name must be those that a walk over all lines finds. */
function assertLookUps(fields: RequestFields, text: string): void {
  for (const name of ["host", "content-length", "transfer-encoding", "connection", "x-a", "a"]) {
    const values = fields.entries().filter(([sent]) => sent.toLowerCase() === name).map(([, value]) => value);
    const found = [fields.count(name), fields.get(name)];
    const expected = [values.length, values.length === 0 ? undefined : values.join(", ")];
    assertEquals(found, expected, `${name} of ${JSON.stringify(text)}`);
  }
}
