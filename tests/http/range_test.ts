import { assert, assertEquals } from "@std/assert";
import type { Validators } from "../../src/http/preconditions.ts";
import {
  type ByteRange,
  contentRange,
  ifRange,
  MOST_RANGES,
  parseRange,
  type RangeOutcome,
  unsatisfiedRange,
} from "../../src/http/range.ts";
import { Random } from "../_helpers/random.ts";

const SEED = 91_100_014;
const ROUNDS = 20_000;

/** Parts as `start..end`, the end exclusive; else the kind. */
function shown(outcome: RangeOutcome): string {
  if (outcome.kind !== "parts") return outcome.kind;
  return outcome.parts.map(({ start, end }) => `${start}..${end}`).join(" ");
}

type Case = readonly [value: string, length: number, expected: string];

function check(cases: readonly Case[]): void {
  for (const [value, length, expected] of cases) {
    assertEquals(shown(parseRange(value, length)), expected, `${value.slice(0, 60)} of ${length}`);
  }
}

Deno.test("parseRange() takes no field for the whole", () => {
  assertEquals(parseRange(undefined, 10), { kind: "whole" });
});

Deno.test("parseRange() reads one range (RFC 9110 §14.1.2)", () => {
  check([
    ["bytes=0-0", 10, "0..1"],
    ["bytes=0-9", 10, "0..10"],
    ["bytes=9-9", 10, "9..10"],
    ["bytes=3-5", 10, "3..6"],
    ["bytes=0-", 10, "0..10"],
    ["bytes=9-", 10, "9..10"],
    ["bytes=-1", 10, "9..10"],
    ["bytes=-10", 10, "0..10"],
    ["bytes=0-0", 1, "0..1"],
    ["bytes=-1", 1, "0..1"],
    // What lies beyond the end is cut off.
    ["bytes=0-10", 10, "0..10"],
    ["bytes=5-999", 10, "5..10"],
    ["bytes=-11", 10, "0..10"],
    // Leading zeros are digits like any other.
    ["bytes=007-0008", 10, "7..9"],
    ["bytes=-0000000000000000000000001", 10, "9..10"],
    // The unit's name knows no case (§14.1).
    ["Bytes=0-0", 10, "0..1"],
    ["BYTES=-1", 10, "9..10"],
    ["bytes=4294967295-4294967296", 2 ** 33, "4294967295..4294967297"],
    ["bytes=-1", Number.MAX_SAFE_INTEGER, "9007199254740990..9007199254740991"],
  ]);
});

Deno.test("parseRange() finds what cannot be satisfied (RFC 9110 §14.1.2)", () => {
  check([
    ["bytes=10-", 10, "unsatisfiable"],
    ["bytes=10-10", 10, "unsatisfiable"],
    ["bytes=10-20", 10, "unsatisfiable"],
    ["bytes=1-", 1, "unsatisfiable"],
    ["bytes=-0", 10, "unsatisfiable"],
    ["bytes=-000", 10, "unsatisfiable"],
    ["bytes=-0,10-,20-30", 10, "unsatisfiable"],
    ["bytes=9007199254740991-", 10, "unsatisfiable"],
    // Two numbers that round to the same one: last is not known to be before first.
    ["bytes=9007199254740993-9007199254740992", 10, "unsatisfiable"],
    [`bytes=${"9".repeat(400)}-`, 10, "unsatisfiable"],
    [`bytes=${"9".repeat(400)}-${"9".repeat(500)}`, 10, "unsatisfiable"],
    // One that can be satisfied is enough.
    ["bytes=10-,-0,3-4", 10, "3..5"],
    ["bytes=3-4,10-", 10, "3..5"],
  ]);
});

Deno.test("parseRange() ignores what is no set of byte ranges (RFC 9110 §14.2)", () => {
  const values = [
    "",
    "bytes",
    "bytes=",
    "bytes= ",
    "bytes=,",
    "bytes= , ,\t",
    "bytes=-",
    "bytes=--1",
    "bytes=1",
    "bytes=a-b",
    "bytes=0x0-1",
    "bytes=+0-1",
    "bytes=0-+1",
    "bytes=0--1",
    "bytes=1e1-",
    "bytes=0.5-1",
    "bytes=0 -1",
    "bytes=0- 1",
    "bytes=0-1;2-3",
    "bytes=0-1 2-3",
    "bytes=0-1-2",
    "bytes=*",
    "bytes=0-*",
    "bytes=0-1/10",
    "bytes:0-1",
    "bytes 0-1/10",
    "bytes =0-1",
    " bytes=0-1",
    "0-1",
    "=0-1",
    "byte=0-1",
    "kbytes=0-1",
    "lines=0-1",
    "none=0-1",
    "bytes=0-1\xa0",
    "bytes=\xb2-\xb3",
    "bytes=٠-١",
    // One bad member spoils the set: what else its sender got wrong is anyone's guess.
    "bytes=0-1,x",
    "bytes=x,0-1",
    "bytes=0-1,5-4",
    "bytes=0-1,-",
    "bytes=20-,5-4",
    `bytes=${"9".repeat(400)}-5`,
    // Two field lines, joined as §5.3 says.
    "bytes=0-1, bytes=2-3",
  ];
  check(values.map((value) => [value, 10, "whole"]));
});

Deno.test("parseRange() keeps several ranges in the order asked", () => {
  check([
    ["bytes=0-0,9-9", 10, "0..1 9..10"],
    ["bytes=9-9,0-0", 10, "9..10 0..1"],
    ["bytes=-1,0-0,4-5", 10, "9..10 0..1 4..6"],
    ["bytes=0-1,30-40,8-", 10, "0..2 8..10"],
    ["bytes=0-0 , 2-2\t,\t4-4", 10, "0..1 2..3 4..5"],
    [`bytes=0-0,${" ".repeat(50)}5-5`, 10, "0..1 5..6"],
    // Empty members are ignored (§5.6.1.2).
    ["bytes=,0-0,,2-2,", 10, "0..1 2..3"],
    ["bytes= ,0-0", 10, "0..1"],
  ]);
});

Deno.test("parseRange() makes one of ranges that overlap or touch (RFC 9110 §15.3.7.2)", () => {
  check([
    ["bytes=0-4,5-9", 10, "0..10"],
    ["bytes=5-9,0-4", 10, "0..10"],
    ["bytes=0-2,2-4", 10, "0..5"],
    ["bytes=1-3,1-3", 10, "1..4"],
    ["bytes=0-5,2-3", 10, "0..6"],
    ["bytes=2-3,0-5", 10, "0..6"],
    ["bytes=0-1,3-4", 10, "0..2 3..5"],
    // The whole takes the place of the part that was asked for first.
    ["bytes=4-5,0-0,6-7", 10, "4..8 0..1"],
    ["bytes=8-8,0-1,4-5,2-3", 10, "8..9 0..6"],
    // The one in the middle joins its neighbours.
    ["bytes=0-1,4-5,2-3", 10, "0..6"],
    ["bytes=-1,8-8", 10, "8..10"],
  ]);
});

Deno.test("parseRange() ignores ranges that come to more than the whole", () => {
  check([
    ["bytes=0-9,0-0", 10, "whole"],
    ["bytes=0-,-1", 10, "whole"],
    ["bytes=0-5,5-9", 10, "whole"],
    ["bytes=0-5,6-9", 10, "0..10"],
    ["bytes=0-0,0-0", 1, "whole"],
    // The numbers are counted as far as they are satisfied, not as asked.
    ["bytes=5-999999,0-1", 10, "5..10 0..2"],
  ]);
});

Deno.test("parseRange() takes up to MOST_RANGES ranges", () => {
  assert(MOST_RANGES >= 255, "what zchunk asks for at once");
  const every = (count: number) => Array.from({ length: count }, (_, i) => `${3 * i}-${3 * i}`).join(",");
  const most = parseRange(`bytes=${every(MOST_RANGES)}`, 10_000);
  assert(most.kind === "parts");
  assertEquals(most.parts.length, MOST_RANGES);
  check([
    [`bytes=${every(MOST_RANGES + 1)}`, 10_000, "whole"],
    [`bytes=0-0${",".repeat(MOST_RANGES - 1)}`, 10, "0..1"],
    [`bytes=0-0${",".repeat(MOST_RANGES)}`, 10, "whole"],
    [`bytes=${"20-,".repeat(MOST_RANGES)}20-`, 10, "whole"],
  ]);
});

Deno.test("parseRange() stands what broke other servers (ATTACKS.md 26-32)", () => {
  check([
    ["bytes=5-1", 16, "whole"], // 26
    ["bytes=0-18446744073709551616", 16, "0..16"], // 27
    ["bytes=18446744073709551615-", 16, "unsatisfiable"],
    ["bytes=-18446744073709551616", 16, "0..16"],
    ["bytes=0-9223372036854775807", 16, "0..16"],
    [`bytes=0-${"9".repeat(4000)}`, 16, "0..16"],
    ["bytes=-0", 16, "unsatisfiable"], // 28
    ["bytes=-5", 16, "11..16"], // 29
    ["bytes=-3", 16, "13..16"],
    ["bytes=-999", 16, "0..16"],
    ["bytes=0-0", 16, "0..1"],
    ["", 16, "whole"], // 30
    ["bytes=", 16, "whole"],
    ["lines=0-1", 16, "whole"],
    [`bytes=${Array(500).fill("0-").join(",")}`, 16, "whole"], // 31
    [`bytes=${Array(200).fill("0-").join(",")}`, 16, "whole"],
    [`bytes=${Array(500).fill("0-0").join(",")}`, 1_000_000, "whole"],
    [`bytes=${Array(200).fill("0-0").join(",")}`, 1_000_000, "0..1"],
    [`bytes=0-${Array.from({ length: 200 }, (_, i) => `,5-${i + 5}`).join("")}`, 1_000_000, "whole"],
    ["bytes=-17208,-9223372036854758792", 16, "whole"],
    ["bytes=0-", 0, "whole"], // 32
    ["bytes=0-0", 0, "whole"],
    ["bytes=-1", 0, "whole"],
    ["bytes=-0", 0, "whole"],
    ["bytes=5-", 0, "whole"],
    ["bytes=0-0,1-1", 0, "whole"],
  ]);
});

/** A range-spec: without `first` it is a suffix, without `last` it is open. */
interface Spec {
  readonly first?: number;
  readonly last?: number;
}

const written = ({ first, last }: Spec): string => `${first ?? ""}-${last ?? ""}`;

/** What RFC 9110 §14.1.2 says of one byte. */
function isWanted(spec: Spec, byte: number, length: number): boolean {
  if (spec.first === undefined) return byte >= length - (spec.last ?? 0);
  return byte >= spec.first && (spec.last === undefined || byte <= spec.last);
}

/** The outcome by looking at each byte alone. */
function oracle(specs: readonly Spec[], length: number): string {
  const isInvalid = ({ first, last }: Spec) => first !== undefined && last !== undefined && last < first;
  if (specs.some(isInvalid)) return "whole";
  let asked = 0;
  const runs: { start: number; end: number; place: number }[] = [];
  for (let byte = 0; byte < length; byte++) {
    const by = [...specs.keys()].filter((place) => isWanted(specs[place] ?? {}, byte, length));
    asked += by.length;
    const [place] = by;
    if (place === undefined) continue;
    const run = runs[runs.length - 1];
    if (run?.end !== byte) runs.push({ start: byte, end: byte + 1, place });
    else Object.assign(run, { end: byte + 1, place: Math.min(run.place, place) });
  }
  if (asked === 0) return "unsatisfiable";
  if (asked > length) return "whole";
  return runs.sort((a, b) => a.place - b.place).map(({ start, end }) => `${start}..${end}`).join(" ");
}

function assertAsOracle(specs: readonly Spec[], length: number): string {
  const value = `bytes=${specs.map(written).join(",")}`;
  const outcome = shown(parseRange(value, length));
  if (outcome !== oracle(specs, length)) {
    assertEquals(outcome, oracle(specs, length), `${value} of ${length}`);
  }
  return outcome;
}

Deno.test("parseRange() agrees with a look at every byte, for all pairs of small ranges", () => {
  const numbers = [0, 1, 2, 3, 4, 5, 6];
  const specs: readonly Spec[] = [
    ...numbers.map((last) => ({ last })),
    ...numbers.map((first) => ({ first })),
    ...numbers.flatMap((first) => numbers.map((last) => ({ first, last }))),
  ];
  for (let length = 1; length <= 5; length++) {
    for (const one of specs) {
      assertAsOracle([one], length);
      for (const other of specs) assertAsOracle([one, other], length);
    }
  }
});

Deno.test("parseRange() agrees with a look at every byte, for random sets and lengths", () => {
  const random = new Random(SEED);
  const seen = { whole: 0, unsatisfiable: 0, single: 0, several: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const length = 1 + random.below(60);
    const specs = Array.from({ length: 1 + random.below(6) }, () => randomSpec(random, length));
    const outcome = assertAsOracle(specs, length);
    if (outcome === "whole" || outcome === "unsatisfiable") seen[outcome]++;
    else seen[outcome.includes(" ") ? "several" : "single"]++;
  }
  for (const [kind, count] of Object.entries(seen)) assert(count > ROUNDS / 50, `${kind}: ${count}`);
});

/** Mostly short ranges, so that sets of several are seldom more than the whole. */
function randomSpec(random: Random, length: number): Spec {
  const first = random.below(length + 8);
  const kind = random.below(20);
  if (kind < 3) return { last: random.below(5) };
  if (kind === 3) return { first };
  if (kind === 4) return { first, last: random.below(length + 8) };
  return { first, last: first + random.below(5) };
}

const PIECES: readonly string[] = [
  ..."0123456789-,= \t;*/+x",
  ..."\xa0\xff\0\r\n",
  ...["bytes=", "Bytes=", "lines=", "0-", "-1", "0-0,", "5-4", "9".repeat(30), "18446744073709551616", "-0"],
];

const GOOD_MEMBERS: readonly string[] = ["0-0,", "4-6, ", "990-,", "\t-2,", ",", "8-8 ,", "100-200,"];

Deno.test("parseRange() throws nothing and gives few parts that lie apart, whatever the field", () => {
  const random = new Random(SEED + 1);
  let several = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const length = random.pick([0, 1, 2, 10, 1000, 2 ** 40, Number.MAX_SAFE_INTEGER]);
    const unit = random.oneIn(8) ? random.text(PIECES, 2) : "bytes=";
    const members = random.text(GOOD_MEMBERS, random.pick([6, 300]));
    const set = random.oneIn(2) ? random.text(PIECES, 12) : members;
    const outcome = parseRange(unit + set, length);
    if (outcome.kind !== "parts") continue;
    assertApart(outcome.parts, length, unit + set);
    if (outcome.parts.length > 1) several++;
  }
  assert(several > ROUNDS / 50, `only ${several} had several parts`);
});

function assertApart(parts: readonly ByteRange[], length: number, value: string): void {
  assert(parts.length > 0 && parts.length <= MOST_RANGES, value);
  const sorted = [...parts].sort((a, b) => a.start - b.start);
  let free = 0;
  for (const { start, end } of sorted) {
    assert(Number.isSafeInteger(start) && Number.isSafeInteger(end), value);
    assert(start >= free && start < end && end <= length, value);
    free = end + 1;
  }
}

Deno.test("parseRange() gets through fields far longer than any head", () => {
  const long = 1_000_000;
  check([
    [`bytes=0-1${" ".repeat(long)}x`, 10, "whole"],
    [`bytes=${" ".repeat(long)}x`, 10, "whole"],
    [`bytes=${" ".repeat(long)}0-1`, 10, "0..2"],
    [`bytes=${"0".repeat(long)}-1`, 10, "0..2"],
    [`bytes=${"0-,".repeat(long)}`, 10, "whole"],
    [`bytes=${",".repeat(long)}`, 10, "whole"],
    [`bytes=${"-".repeat(long)}`, 10, "whole"],
  ]);
});

const MODIFIED = Date.UTC(1994, 10, 6, 8, 49, 37);
const LATER = MODIFIED + 60_000;
const STATE: Validators = { tag: { weak: false, opaque: "a" }, modified: MODIFIED };
const WEAK_STATE: Validators = { tag: { weak: true, opaque: "a" }, modified: MODIFIED };

Deno.test("ifRange() is true without the field", () => {
  assertEquals(ifRange(undefined, STATE, LATER), true);
  assertEquals(ifRange(undefined, WEAK_STATE, MODIFIED), true);
});

Deno.test("ifRange() compares entity tags strongly (RFC 9110 §13.1.5)", () => {
  assertEquals(ifRange('"a"', STATE, LATER), true);
  // A tag says the same whatever the time is.
  assertEquals(ifRange('"a"', STATE, MODIFIED), true);
  const others = [
    '"b"',
    'W/"a"',
    '"A"',
    '""',
    "a",
    '"a',
    'a"',
    '"a", "b"',
    '"b", "a"',
    "*",
    '"*"',
    "",
    '"a" "a"',
  ];
  for (const value of others) assertEquals(ifRange(value, STATE, LATER), false, value);
  for (const value of ['"a"', 'W/"a"']) assertEquals(ifRange(value, WEAK_STATE, LATER), false, value);
});

Deno.test("ifRange() takes only the very date of Last-Modified, in any format", () => {
  const same = [
    "Sun, 06 Nov 1994 08:49:37 GMT",
    "Sunday, 06-Nov-94 08:49:37 GMT",
    "Sun Nov  6 08:49:37 1994",
  ];
  for (const value of same) assertEquals(ifRange(value, STATE, LATER), true, value);
  const others = [
    "Sun, 06 Nov 1994 08:49:36 GMT",
    "Sun, 06 Nov 1994 08:49:38 GMT", // later: fresh for If-Unmodified-Since, not here
    "Mon, 06 Nov 2094 08:49:37 GMT",
    "Sun, 06 Nov 1994 08:49:37",
    '"Sun, 06 Nov 1994 08:49:37 GMT"',
    "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT",
    "784111777",
    "0",
    "garbage",
  ];
  for (const value of others) assertEquals(ifRange(value, STATE, LATER), false, value);
});

Deno.test("ifRange() takes no date that is a weak validator (RFC 9110 §8.8.2.2)", () => {
  const date = "Sun, 06 Nov 1994 08:49:37 GMT";
  // Within the second that the date covers, the file can change again unseen.
  assertEquals(ifRange(date, STATE, MODIFIED), false);
  assertEquals(ifRange(date, STATE, MODIFIED + 999), false);
  assertEquals(ifRange(date, STATE, MODIFIED + 1000), true);
  // A weak tag: the file's state is not certain to show every change.
  assertEquals(ifRange(date, WEAK_STATE, LATER), false);
  // A clock that was set back.
  assertEquals(ifRange(date, STATE, MODIFIED - 5000), false);
  // Before 1970 Last-Modified cannot tell the time; what it tells instead is shared by all such files.
  const ancient: Validators = { ...STATE, modified: -1000 };
  assertEquals(ifRange("Thu, 01 Jan 1970 00:00:00 GMT", ancient, LATER), false);
});

Deno.test("contentRange() counts the last byte in", () => {
  assertEquals(contentRange({ start: 0, end: 1 }, 1), "bytes 0-0/1");
  assertEquals(contentRange({ start: 500, end: 1000 }, 8000), "bytes 500-999/8000");
  assertEquals(contentRange({ start: 0, end: 2 ** 41 }, 2 ** 41), "bytes 0-2199023255551/2199023255552");
});

Deno.test("unsatisfiedRange() tells the length alone", () => {
  assertEquals(unsatisfiedRange(16), "bytes */16");
  assertEquals(unsatisfiedRange(2 ** 41), "bytes */2199023255552");
});
