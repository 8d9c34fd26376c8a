import { assert, assertEquals } from "@std/assert";
import {
  acceptableCodings,
  acceptsMediaType,
  chooseCoding,
  type Coding,
} from "../../src/http/negotiation.ts";
import { Random } from "../_helpers/random.ts";

const SEED = 91_100_125;
const ROUNDS = 10_000;

const ALL: readonly Coding[] = ["br", "zstd", "gzip"];

/** What is sent to a client with this field when every coding is there, in the order br, zstd, gzip. */
function chosen(value: string | undefined, available: readonly Coding[] = ALL): string {
  return chooseCoding(acceptableCodings(value), available);
}

type CodingCase = readonly [value: string | undefined, expected: string];

function check(cases: readonly CodingCase[], available: readonly Coding[] = ALL): void {
  for (const [value, expected] of cases) {
    assertEquals(chosen(value, available), expected, JSON.stringify(value));
  }
}

Deno.test("chooseCoding() takes what the client names, by weight and then by the server's order", () => {
  check([
    ["gzip", "gzip"],
    ["br", "br"],
    ["zstd", "zstd"],
    ["gzip, br", "br"],
    ["gzip, zstd", "zstd"],
    ["gzip, deflate, br, zstd", "br"],
    ["gzip;q=1.0, br;q=0.9", "gzip"],
    ["gzip;q=0.5, br;q=0.5, zstd;q=0.499", "br"],
    ["gzip;q=0.2, zstd;q=0.21", "zstd"],
    ["br;q=0.001", "br"],
    ["deflate, compress", "identity"],
  ]);
  assertEquals(chosen("gzip, br, zstd", ["gzip", "br"]), "gzip");
  assertEquals(chosen("gzip, br, zstd", ["zstd"]), "zstd");
});

Deno.test("chooseCoding() sends what is not coded where no coding is acceptable and available", () => {
  check([
    [undefined, "identity"],
    ["", "identity"],
    [" ", "identity"],
    [",", "identity"],
    ["identity", "identity"],
    ["gzip;q=0", "identity"],
    ["gzip;q=0, br;q=0.0, zstd;q=0.000", "identity"],
  ]);
  assertEquals(chosen("gzip", []), "identity");
  assertEquals(chosen("gzip", ["br"]), "identity");
});

Deno.test("chooseCoding() weighs identity like a coding (RFC 9110 §12.5.3)", () => {
  check([
    ["identity, gzip", "gzip"],
    ["identity;q=0.5, gzip", "gzip"],
    ["identity, gzip;q=0.999", "identity"],
    ["identity;q=0.5, gzip;q=0.5", "gzip"],
    ["identity;q=0.5, *;q=0.1", "identity"],
    // Not mentioned it is acceptable, yet wanted less than all that is mentioned.
    ["gzip;q=0.001", "gzip"],
  ]);
});

Deno.test("chooseCoding() finds nothing acceptable when identity is excluded (RFC 9110 §12.5.3)", () => {
  check([
    ["identity;q=0", "none"],
    ["*;q=0", "none"],
    ["gzip;q=0, *;q=0", "none"],
    ["identity;q=0, gzip;q=0", "none"],
    ["identity;q=0, deflate", "none"],
    ["identity;q=0, gzip", "gzip"],
    ["*;q=0, gzip", "gzip"],
    ["*;q=0, identity", "identity"],
    ["*;q=0, identity;q=0.1, br;q=0", "identity"],
    ["identity;q=0, *", "br"],
    ["identity;q=0, *;q=0", "none"],
  ]);
  assertEquals(chosen("identity;q=0, gzip", ["br"]), "none");
  assertEquals(chosen("identity;q=0, gzip", []), "none");
  assertEquals(chosen("*;q=0, gzip", ["br"]), "none");
});

Deno.test("chooseCoding() takes the asterisk for all that is not named", () => {
  check([
    ["*", "br"],
    ["*;q=0.5", "br"],
    ["br;q=0, *", "zstd"],
    ["br;q=0, zstd;q=0, *", "gzip"],
    ["gzip, *;q=0.5", "gzip"],
    ["gzip;q=0.5, *", "br"],
    ["*, br;q=0.1, zstd;q=0.1, gzip;q=0.1", "identity"],
    ["*;q=0.5, *;q=0", "br"],
  ]);
});

Deno.test("acceptableCodings() reads names and weights in any case and with any white space", () => {
  check([
    ["GZIP", "gzip"],
    ["Br;Q=0.5, gzip;q=0.4", "br"],
    ["IDENTITY;Q=0", "none"],
    ["\tgzip \t;\t q=0 , br\t", "br"],
    ["gzip ;q=1", "gzip"],
    ["gzip; q=1.", "gzip"],
    ["gzip;q=0.", "identity"],
    ["gzip;q=1.000", "gzip"],
    [",, gzip ,,", "gzip"],
    // The former name (§8.4.1.3); it is sent as gzip.
    ["x-gzip", "gzip"],
    ["X-GZIP;q=0.5", "gzip"],
    ["x-gzip;q=0", "identity"],
    ["x-br", "identity"],
  ]);
});

Deno.test("acceptableCodings() ignores members that are not written as RFC 9110 §12.4.2 has them", () => {
  const ignored = [
    "gzip;q=",
    "gzip;q",
    "gzip;",
    "gzip;q=2",
    "gzip;q=1.001",
    "gzip;q=1.0000",
    "gzip;q=0.1234",
    "gzip;q=.5",
    "gzip;q=00.5",
    "gzip;q=-1",
    "gzip;q=+1",
    "gzip;q=1e0",
    "gzip;q =1",
    "gzip;q= 1",
    'gzip;q="1"',
    "gzip;q=NaN",
    "gzip;q=1;q=1",
    "gzip;level=9",
    "gzip;q=1;level=9",
    "gzip br",
    "gzip\xa0",
    "gzip=1",
    "(gzip)",
    '"gzip"',
    "gzip/br",
    "gzip\0",
    ";q=1",
  ];
  for (const value of ignored) {
    assertEquals(chosen(value), "identity", value);
    // The others still count, and so does a second, good mention.
    assertEquals(chosen(`${value}, zstd;q=0.3`), "zstd", value);
    assertEquals(chosen(`${value}, gzip;q=0.3`), "gzip", value);
  }
  // An ignored exclusion excludes nothing.
  assertEquals(chosen("identity;q=0.0000"), "identity");
  assertEquals(chosen("*;q=-0"), "identity");
});

Deno.test("acceptableCodings() takes the first of several mentions", () => {
  check([
    ["gzip, gzip;q=0", "gzip"],
    ["gzip;q=0, gzip", "identity"],
    ["x-gzip;q=0, gzip", "identity"],
    ["gzip, x-gzip;q=0", "gzip"],
    ["identity;q=0, identity", "none"],
  ]);
});

Deno.test("acceptableCodings() knows no names but the codings', not even those that objects have", () => {
  const value = "__proto__, constructor, toString, hasOwnProperty;q=0, undefined, 0";
  assertEquals(acceptableCodings(value), acceptableCodings(""));
  assertEquals(Object.keys(acceptableCodings(value)).sort(), ["br", "gzip", "identity", "zstd"]);
});

type Weights = ReadonlyMap<string, number>;

/** RFC 9110 §12.5.3 on weights in thousandths, one candidate after the other. */
function oracle(weights: Weights, available: readonly Coding[]): string {
  const others = weights.get("*");
  const candidates = [
    ...available.map((name) => ({ name: name as string, weight: weights.get(name) ?? others ?? 0 })),
    // Not mentioned: behind the smallest weight, a thousandth, that anything can be mentioned with.
    { name: "identity", weight: weights.get("identity") ?? others ?? 0.5 },
  ];
  const acceptable = candidates.filter(({ weight }) => weight > 0);
  // The sort is stable: equals stay in the server's order, identity last.
  return acceptable.sort((a, b) => b.weight - a.weight)[0]?.name ?? "none";
}

function shuffled<T>(random: Random, items: readonly T[]): T[] {
  const left = [...items];
  return items.flatMap(() => left.splice(random.below(left.length), 1));
}

/** The weights as a field value, with the freedom that the grammar gives. */
function written(random: Random, weights: Weights): string {
  const space = () => random.text([" ", "\t"], 2);
  const members = [...weights].map(([name, weight]) => {
    const shown = random.oneIn(2) ? name : name.toUpperCase();
    if (weight === 1000 && random.oneIn(2)) return shown;
    const decimals = random.pick([3, weight % 10 === 0 ? 2 : 3, weight % 1000 === 0 ? 0 : 3]);
    return `${shown}${space()};${space()}${random.pick(["q", "Q"])}=${(weight / 1000).toFixed(decimals)}`;
  });
  const empty = Array.from({ length: random.below(3) }, () => "");
  return shuffled(random, [...members, ...empty]).map((member) => space() + member + space()).join(",");
}

Deno.test("chooseCoding() agrees with the rules taken one by one, for random fields", () => {
  const random = new Random(SEED);
  const seen = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round++) {
    const names = ["br", "zstd", "gzip", "identity", "*", "deflate"].filter(() => random.oneIn(2));
    const weights = new Map(
      names.map((name) => [name, random.pick([0, 0, 1, 100, 123, 500, 500, 990, 1000, 1000])]),
    );
    const available = shuffled(random, ALL).slice(0, random.below(4));
    const value = written(random, weights);
    const choice = chosen(value, available);
    if (choice !== oracle(weights, available)) assertEquals(choice, oracle(weights, available), value);
    seen.set(choice, (seen.get(choice) ?? 0) + 1);
  }
  for (const choice of [...ALL, "identity", "none"]) assert((seen.get(choice) ?? 0) > ROUNDS / 50, choice);
});

const HTML = "text/html";
const JSON_TYPE = "application/json";
const PLAIN = "text/plain";
const OFFERED: readonly string[] = [HTML, JSON_TYPE, PLAIN];

type MediaCase = readonly [accept: string | undefined, expected: string | undefined];

function checkMedia(cases: readonly MediaCase[], offered: readonly string[] = OFFERED): void {
  for (const [accept, expected] of cases) assertEquals(acceptsMediaType(accept, offered), expected, accept);
}

Deno.test("acceptsMediaType() gives the server's favourite to who accepts anything", () => {
  checkMedia([
    [undefined, HTML],
    ["", HTML],
    [" , ,", HTML],
    ["*/*", HTML],
    ["*/*;q=0.1", HTML],
    ["text/*", HTML],
  ]);
  checkMedia([["*/*", PLAIN], [undefined, PLAIN]], [PLAIN, HTML]);
  checkMedia([["*/*", undefined], [undefined, undefined]], []);
});

Deno.test("acceptsMediaType() reads what browsers and programs send", () => {
  checkMedia([
    ["text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/png,*/*;q=0.8", HTML],
    [
      "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7",
      HTML,
    ],
    ["application/json, text/plain, */*", JSON_TYPE],
    ["application/json, text/javascript, */*; q=0.01", JSON_TYPE],
    ["application/json;charset=utf-8", JSON_TYPE],
    ['application/json; charset="UTF-8"; q=0.9, text/html; q=0.8', JSON_TYPE],
    // The default of a widespread client library; its last two members are malformed.
    ["text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", HTML],
    ["image/avif,image/webp,*/*", HTML],
    ["image/avif,image/webp", undefined],
    ["application/vnd.api+json", undefined],
    ["text/css,*/*;q=0.1", HTML],
  ]);
});

Deno.test("acceptsMediaType() goes by weight, then by how closely a type is named, then by the order", () => {
  checkMedia([
    ["text/html;q=0.5, application/json;q=0.6", JSON_TYPE],
    ["text/html;q=0.5, application/json;q=0.5", HTML],
    ["text/plain, application/json", JSON_TYPE],
    ["*/*;q=0.9, text/plain;q=0.8", HTML],
    ["*/*, text/plain", PLAIN],
    ["*/*, application/*", JSON_TYPE],
    ["text/*, text/plain", PLAIN],
    ["text/*;q=0.3, */*;q=0.2, application/json;q=0.1", HTML],
  ]);
});

Deno.test("acceptsMediaType() lets the most specific range decide (RFC 9110 §12.5.1)", () => {
  checkMedia([
    ["text/html;q=0, */*", JSON_TYPE],
    ["*/*, text/html;q=0", JSON_TYPE],
    ["text/*;q=0, */*", JSON_TYPE],
    ["text/*;q=0, text/plain, */*;q=0.1", PLAIN],
    ["text/html;q=0.1, text/*, */*;q=0.5", PLAIN],
    ["*/*;q=0", undefined],
    ["text/html;q=0", undefined],
    ["*/*;q=0, application/json;q=0.1", JSON_TYPE],
    ["text/html, text/html;q=0", HTML],
  ]);
});

Deno.test("acceptsMediaType() does not take a variant for the plain type", () => {
  checkMedia([
    ["text/html;level=1", undefined],
    ["text/html;level=1, application/json;q=0.1", JSON_TYPE],
    ["text/html;charset=iso-8859-1", undefined],
    ["*/*;level=1", undefined],
    ["text/html;level=1;q=0, text/html;q=0.5", HTML],
  ]);
});

Deno.test("acceptsMediaType() reads the grammar's odd forms", () => {
  checkMedia([
    ["TEXT/HTML;q=0.1, Application/JSON;Q=0.2", JSON_TYPE],
    ["\tapplication/json \t;\t q=1 ,", JSON_TYPE],
    // Empty parameters (§5.6.6).
    ["application/json;", JSON_TYPE],
    ["application/json; ;q=0.5; , text/html;q=0.4", JSON_TYPE],
    // The weight need not be the last parameter.
    ["application/json;q=0.9;charset=utf-8, text/html;q=0.5", JSON_TYPE],
    // Separators between quotes are text.
    ['text/plain;a="b,c;q=1", application/json;q=0.2', JSON_TYPE],
    ['text/plain;a="\\",", application/json;q=0.2', JSON_TYPE],
  ]);
});

Deno.test("acceptsMediaType() ignores malformed members", () => {
  const ignored = [
    "text",
    "*",
    "text/",
    "/html",
    "text/html/x",
    "text /html",
    "text/ html",
    "text/plain;q=2",
    "text/plain;q=.5",
    "text/plain;q=0.1234",
    "text/plain;q=",
    "text/plain;q",
    'text/plain;q="1"',
    "text/plain;q = 1",
    "text/plain;a=b c",
    "text/plain\xa0",
    "text/plain q=1",
    'text/plain;a="b" c',
    "text/(html)",
  ];
  for (const value of ignored) {
    assertEquals(acceptsMediaType(`${value}, application/json;q=0.2`, OFFERED), JSON_TYPE, value);
    // Alone it says nothing.
    assertEquals(acceptsMediaType(value, OFFERED), HTML, value);
  }
  // A quote that is never closed takes what follows along.
  assertEquals(acceptsMediaType('application/json, text/plain;a="b, text/html', OFFERED), JSON_TYPE);
});

const ACCEPT_PIECES: readonly string[] = [
  ...["text/html", "application/json", "text/plain", "*/*", "text/*", "image/png", "text", "*"],
  ...[";q=", "q=", "0", "1", "0.5", "1.000", ".", ";charset=utf-8", ';a="', "a=b"],
  ...',;="\\ \t/*\0\xff\xa0\u212aİ',
  ...["gzip", "br", "zstd", "identity", "x-gzip", "\\\\", '\\"'],
];

Deno.test("acceptsMediaType() and chooseCoding() throw nothing and choose what there is", () => {
  const random = new Random(SEED + 1);
  for (let round = 0; round < ROUNDS; round++) {
    const value = random.text(ACCEPT_PIECES, 16);
    const mediaType = acceptsMediaType(value, OFFERED);
    assert(mediaType === undefined || OFFERED.includes(mediaType), JSON.stringify(value));
    const preferences = acceptableCodings(value);
    for (const weight of Object.values(preferences)) {
      assert(weight >= 0 && weight <= 1, JSON.stringify(value));
    }
    const choice = chooseCoding(preferences, ["gzip", "br"]);
    assert(["gzip", "br", "identity", "none"].includes(choice), JSON.stringify(value));
  }
});

Deno.test("acceptsMediaType() does not depend on the order of different ranges", () => {
  const random = new Random(SEED + 2);
  const ranges = [
    "text/html",
    "application/json",
    "text/plain",
    "text/*",
    "application/*",
    "*/*",
    "image/png",
  ];
  for (let round = 0; round < ROUNDS / 10; round++) {
    const members = ranges.filter(() => random.oneIn(2)).map((range) =>
      `${range};q=${random.pick(["0", "0.2", "0.5", "1"])}`
    );
    const [one, other] = [members, shuffled(random, members)].map((list) => list.join(","));
    assertEquals(acceptsMediaType(one, OFFERED), acceptsMediaType(other, OFFERED), one);
  }
});

Deno.test("acceptableCodings() and acceptsMediaType() get through fields far longer than any head", () => {
  const long = 100_000;
  const run = (text: string) => text.repeat(long);
  const cases: readonly (readonly [value: string, coding: string, mediaType: string | undefined])[] = [
    [run(" "), "identity", HTML],
    [run(","), "identity", HTML],
    [run("gzip,"), "gzip", HTML],
    [run("a/b;c=d,"), "identity", undefined],
    [run("*/*;q=0.1,"), "identity", HTML],
    [run('"'), "identity", HTML],
    [run('\\"'), "identity", HTML],
    [run('"\\'), "identity", HTML],
    [`gzip${run(" ")}x`, "identity", HTML],
    [`gzip,${run(" ")}x`, "gzip", HTML],
    [`gzip;${run(" ")}x`, "identity", HTML],
    [`gzip;q=0${run("0")}`, "identity", HTML],
    [`text/plain${run(" ")}x`, "identity", HTML],
    [`text/plain${run(";q=1")}`, "identity", PLAIN],
    [`text/plain;${run(" ")}a=b`, "identity", undefined],
    [`text/plain;a="${run('\\"')}`, "identity", HTML],
    [`text/plain;a="${run("\\")}"`, "identity", undefined],
  ];
  for (const [value, coding, mediaType] of cases) {
    assertEquals(chosen(value), coding, value.slice(0, 20));
    assertEquals(acceptsMediaType(value, OFFERED), mediaType, value.slice(0, 20));
  }
});
