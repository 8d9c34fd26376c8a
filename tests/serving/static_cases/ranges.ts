/** Range requests (RFC 9110 §14). */

import type { StaticCase, StaticSite } from "./case.ts";
import { noise } from "./content.ts";

const A = "GET /a.txt";
const LARGE = noise(1_100_000);
const NO_PART = { "Content-Range": undefined };

/** A range of the file `0123456789` and what comes of it. */
function one(range: string, body: string, contentRange: string): StaticCase {
  return {
    shows: `Range: ${range}`,
    ask: A,
    fields: [`Range: ${range}`],
    status: 206,
    body,
    has: {
      "Content-Range": contentRange,
      "Content-Length": String(body.length),
      "Content-Type": /^text\/plain/,
    },
  };
}

function ignored(range: string, why: string): StaticCase {
  return {
    shows: `Range: ${range.slice(0, 40)} is ignored: ${why}`,
    ask: A,
    fields: [`Range: ${range}`],
    status: 200,
    body: "@a.txt",
    has: NO_PART,
  };
}

function unsatisfiable(range: string): StaticCase {
  return {
    shows: `Range: ${range} cannot be satisfied`,
    ask: A,
    fields: [`Range: ${range}`],
    status: 416,
    has: {
      "Content-Range": "bytes */10",
      "ETag": undefined,
      "Cache-Control": "no-cache",
      "Content-Type": /^text\/html/,
    },
  };
}

const SINGLE: readonly StaticCase[] = [
  one("bytes=0-0", "0", "bytes 0-0/10"),
  one("bytes=0-4", "01234", "bytes 0-4/10"),
  one("bytes=5-", "56789", "bytes 5-9/10"),
  one("bytes=9-9", "9", "bytes 9-9/10"),
  one("bytes=0-9", "0123456789", "bytes 0-9/10"),
  one("bytes=0-", "0123456789", "bytes 0-9/10"),
  one("bytes=5-999", "56789", "bytes 5-9/10"),
  one("bytes=-1", "9", "bytes 9-9/10"),
  one("bytes=-5", "56789", "bytes 5-9/10"),
  one("bytes=-999", "0123456789", "bytes 0-9/10"),
  one("bytes=0-18446744073709551616", "0123456789", "bytes 0-9/10"),
  one("bytes=-18446744073709551616", "0123456789", "bytes 0-9/10"),
  one("BYTES=1-2", "12", "bytes 1-2/10"),
  one("bytes= 1-2 ", "12", "bytes 1-2/10"),
  one("bytes=,1-2,", "12", "bytes 1-2/10"),
  one("bytes=1-2,3-4", "1234", "bytes 1-4/10"),
  one("bytes=3-5,2-4", "2345", "bytes 2-5/10"),
  one("bytes=99-,1-2", "12", "bytes 1-2/10"),
  one("bytes=007-0008", "78", "bytes 7-8/10"),
];

const IGNORED: readonly StaticCase[] = [
  ignored("", "it is empty (ATTACKS.md 30)"),
  ignored("bytes=", "it names none (ATTACKS.md 30)"),
  ignored("bytes=,", "it names none"),
  ignored("lines=0-1", "its unit is unknown (ATTACKS.md 30)"),
  ignored("bytes=5-1", "it ends before it starts (ATTACKS.md 26)"),
  ignored("bytes=a-b", "no numbers"),
  ignored("bytes=+1-2", "no number"),
  ignored("bytes=1 - 2", "spaces in it"),
  ignored("bytes=1-2-3", "too many numbers"),
  ignored("bytes=0x1-2", "no number"),
  ignored("bytes 0-4", "it has no equals sign"),
  ignored("bytes=-", "nothing is asked for"),
  ignored("bytes=1-2,x", "one of its members is none"),
  ignored("bytes=0-,0-", "it comes to more than the file"),
  ignored(`bytes=${"0-,".repeat(500)}0-`, "it is an attack (ATTACKS.md 31)"),
  ignored(`bytes=${Array.from({ length: 300 }, () => "0-0").join(",")}`, "it has too many members"),
];

const UNSATISFIABLE: readonly StaticCase[] = [
  unsatisfiable("bytes=-0"),
  unsatisfiable("bytes=10-"),
  unsatisfiable("bytes=10-20"),
  unsatisfiable("bytes=99-100,200-"),
  unsatisfiable("bytes=18446744073709551616-18446744073709551617"),
];

const RANGE_FIELD = "Range: bytes=2-3";

const CONDITIONAL: readonly StaticCase[] = [
  {
    shows: "If-Range with the tag (§13.1.5)",
    ask: A,
    fields: [RANGE_FIELD, "If-Range: <tag>"],
    status: 206,
    body: "23",
  },
  {
    shows: "If-Range with the date",
    ask: A,
    fields: [RANGE_FIELD, "If-Range: <date>"],
    status: 206,
    body: "23",
  },
  {
    shows: "If-Range with another tag (ATTACKS.md 33)",
    ask: A,
    fields: [RANGE_FIELD, 'If-Range: "x"'],
    status: 200,
    body: "@a.txt",
    has: NO_PART,
  },
  {
    shows: "If-Range with a weak tag",
    ask: A,
    fields: [RANGE_FIELD, "If-Range: W/<tag>"],
    status: 200,
    body: "@a.txt",
  },
  { shows: "If-Range with two tags", ask: A, fields: [RANGE_FIELD, "If-Range: <tag>, <tag>"], status: 200 },
  {
    shows: "If-Range with a later date: it must be the very one",
    ask: A,
    fields: [RANGE_FIELD, "If-Range: Sat, 29 Feb 2020 04:05:07 GMT"],
    status: 200,
  },
  {
    shows: "If-Range with an earlier date",
    ask: A,
    fields: [RANGE_FIELD, "If-Range: Sat, 29 Feb 2020 04:05:05 GMT"],
    status: 200,
  },
  { shows: "If-Range with nonsense", ask: A, fields: [RANGE_FIELD, "If-Range: *"], status: 200 },
  { shows: "If-Range without Range", ask: A, fields: ['If-Range: "x"'], status: 200, body: "@a.txt" },
  {
    shows: "If-Range that fails saves from a 416",
    ask: A,
    fields: ["Range: bytes=99-", 'If-Range: "x"'],
    status: 200,
  },
  {
    shows: "a 304 comes before a range (§13.2.2)",
    ask: A,
    fields: [RANGE_FIELD, "If-None-Match: <tag>"],
    status: 304,
  },
  { shows: "a 412 comes before a range", ask: A, fields: [RANGE_FIELD, 'If-Match: "x"'], status: 412 },
  { shows: "a 412 comes before a 416", ask: A, fields: ["Range: bytes=99-", 'If-Match: "x"'], status: 412 },
  {
    shows: "HEAD ignores Range (§14.2)",
    ask: "HEAD /a.txt",
    fields: [RANGE_FIELD],
    status: 200,
    has: { "Content-Length": "10", "Content-Range": undefined },
  },
  {
    shows: "HEAD ignores a Range that cannot be satisfied",
    ask: "HEAD /a.txt",
    fields: ["Range: bytes=99-"],
    status: 200,
  },
  { shows: "an error has no ranges", ask: "GET /absent", fields: [RANGE_FIELD], status: 404, has: NO_PART },
  { shows: "a redirect has no ranges", ask: "GET /sub", fields: [RANGE_FIELD], status: 301, has: NO_PART },
  {
    shows: "two Range lines are one list",
    ask: A,
    fields: ["Range: bytes=1-1", "Range: 2-2"],
    status: 206,
    body: "12",
  },
];

const KINDS: readonly StaticCase[] = [
  {
    shows: "an empty file is a 200 (ATTACKS.md 32)",
    ask: "GET /empty.txt",
    fields: ["Range: bytes=0-"],
    status: 200,
    body: "",
    has: NO_PART,
  },
  {
    shows: "the end of an empty file is a 200",
    ask: "GET /empty.txt",
    fields: ["Range: bytes=-1"],
    status: 200,
    body: "",
  },
  {
    shows: "the first byte of a large file",
    ask: "GET /large.bin",
    fields: ["Range: bytes=0-0"],
    status: 206,
    body: LARGE.slice(0, 1),
  },
  {
    shows: "the middle of a large file",
    ask: "GET /large.bin",
    fields: ["Range: bytes=500000-899999"],
    status: 206,
    body: LARGE.slice(500_000, 900_000),
  },
  {
    shows: "the end of a large file",
    ask: "GET /large.bin",
    fields: ["Range: bytes=-7"],
    status: 206,
    body: LARGE.slice(-7),
    has: { "Content-Range": "bytes 1099993-1099999/1100000" },
  },
  {
    shows: "a large file with its tag",
    ask: "GET /large.bin",
    fields: ["Range: bytes=-7", "If-Range: <tag>"],
    status: 206,
    body: LARGE.slice(-7),
  },
  {
    shows: "a large file with its date",
    ask: "GET /large.bin",
    fields: ["Range: bytes=-7", "If-Range: <date>"],
    status: 206,
    body: LARGE.slice(-7),
  },
  {
    shows: "a large file with another tag",
    ask: "GET /large.bin",
    fields: ["Range: bytes=-7", 'If-Range: "x"'],
    status: 200,
    body: "@large.bin",
  },
  {
    shows: "beyond a large file",
    ask: "GET /large.bin",
    fields: ["Range: bytes=1100000-"],
    status: 416,
    has: { "Content-Range": "bytes */1100000" },
  },
  {
    shows: "HEAD of a large file",
    ask: "HEAD /large.bin",
    fields: ["Range: bytes=0-0"],
    status: 200,
    has: { "Content-Length": "1100000", "Accept-Ranges": "bytes" },
  },
  { shows: "an index file", ask: "GET /sub/", fields: ["Range: bytes=1-2"], status: 206, body: "ub" },
  {
    shows: "a 200 says that ranges are understood (§14.3)",
    ask: A,
    status: 200,
    has: { "Accept-Ranges": "bytes" },
  },
  {
    shows: "a part has the whole's validators",
    ask: A,
    fields: [RANGE_FIELD],
    status: 206,
    has: {
      "ETag": /^"[\w-]+"$/,
      "Last-Modified": "Sat, 29 Feb 2020 04:05:06 GMT",
      "Cache-Control": "no-cache",
    },
  },
];

export const RANGES: StaticSite = {
  name: "ranges",
  settings: {},
  files: { "a.txt": "0123456789", "empty.txt": "", "large.bin": LARGE, "sub/index.html": "sub" },
  cases: [...SINGLE, ...IGNORED, ...UNSATISFIABLE, ...CONDITIONAL, ...KINDS],
};
