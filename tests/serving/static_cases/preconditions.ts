/** Preconditions (RFC 9110 §13) and what a 304 and a 412 say. */

import type { StaticCase, StaticSite } from "./case.ts";
import { noise } from "./content.ts";

const A = "GET /a.txt";
const OLD = "Sat, 29 Feb 2020 04:05:06 GMT";
const BEFORE = "Sat, 29 Feb 2020 04:05:05 GMT";
const AFTER = "Sat, 29 Feb 2020 04:05:07 GMT";

const NONE_MATCH: readonly StaticCase[] = [
  { shows: "the tag (§13.1.2)", ask: A, fields: ["If-None-Match: <tag>"], status: 304, body: "" },
  {
    shows: "the tag, marked weak: the comparison is a weak one",
    ask: A,
    fields: ["If-None-Match: W/<tag>"],
    status: 304,
  },
  { shows: "another tag", ask: A, fields: ['If-None-Match: "other"'], status: 200, body: "@a.txt" },
  { shows: "a list with the tag", ask: A, fields: ['If-None-Match: "x", <tag>,"y"'], status: 304 },
  {
    shows: "a list with the tag as a weak one",
    ask: A,
    fields: ['If-None-Match: W/"x" , W/<tag>'],
    status: 304,
  },
  { shows: "a list without the tag", ask: A, fields: ['If-None-Match: "x", "y", W/"z"'], status: 200 },
  {
    shows: "a list over two lines (§5.3)",
    ask: A,
    fields: ['If-None-Match: "x"', "If-None-Match: <tag>"],
    status: 304,
  },
  {
    shows: "a list with empty members (§5.6.1.2)",
    ask: A,
    fields: ["If-None-Match: , ,<tag>,"],
    status: 304,
  },
  { shows: "any", ask: A, fields: ["If-None-Match: *"], status: 304 },
  { shows: "a tag without quotes is none", ask: A, fields: ["If-None-Match: <opaque>"], status: 200 },
  { shows: "a tag with a small w is none", ask: A, fields: ["If-None-Match: w/<tag>"], status: 200 },
  {
    shows: "a tag with a comma in it is one tag",
    ask: A,
    fields: ['If-None-Match: "a,<opaque>"'],
    status: 200,
  },
  { shows: "an asterisk among tags is no tag", ask: A, fields: ["If-None-Match: *, <tag>"], status: 200 },
  { shows: "an empty field", ask: A, fields: ["If-None-Match:"], status: 200 },
  { shows: "HEAD, too", ask: "HEAD /a.txt", fields: ["If-None-Match: <tag>"], status: 304 },
  { shows: "a tag of something absent", ask: "GET /absent", fields: ["If-None-Match: *"], status: 404 },
  { shows: "a large file", ask: "GET /large.bin", fields: ["If-None-Match: <tag>"], status: 304, body: "" },
  {
    shows: "a 304 tells the validators and how to cache, and nothing of the content (§15.4.5)",
    ask: A,
    fields: ["If-None-Match: <tag>"],
    status: 304,
    has: {
      "ETag": /^"[\w-]+"$/,
      "Last-Modified": OLD,
      "Cache-Control": "no-cache",
      "Vary": "Accept-Encoding",
      "Date": / GMT$/,
      "Content-Type": undefined,
      "Content-Length": undefined,
    },
  },
];

const MODIFIED_SINCE: readonly StaticCase[] = [
  { shows: "the date (§13.1.3)", ask: A, fields: [`If-Modified-Since: ${OLD}`], status: 304 },
  { shows: "a later date", ask: A, fields: [`If-Modified-Since: ${AFTER}`], status: 304 },
  { shows: "an earlier date", ask: A, fields: [`If-Modified-Since: ${BEFORE}`], status: 200 },
  {
    shows: "the date as RFC 850 has it",
    ask: A,
    fields: ["If-Modified-Since: Saturday, 29-Feb-20 04:05:06 GMT"],
    status: 304,
  },
  {
    shows: "the date as asctime has it",
    ask: A,
    fields: ["If-Modified-Since: Sat Feb 29 04:05:06 2020"],
    status: 304,
  },
  {
    shows: "an earlier date as RFC 850 has it",
    ask: A,
    fields: ["If-Modified-Since: Saturday, 29-Feb-20 04:05:05 GMT"],
    status: 200,
  },
  {
    shows: "an earlier date as asctime has it",
    ask: A,
    fields: ["If-Modified-Since: Sat Feb 29 04:05:05 2020"],
    status: 200,
  },
  { shows: "no date (ATTACKS.md 36)", ask: A, fields: ["If-Modified-Since: yesterday"], status: 200 },
  { shows: "an empty date", ask: A, fields: ["If-Modified-Since:"], status: 200 },
  {
    shows: "a day that is none",
    ask: A,
    fields: ["If-Modified-Since: Sun, 31 Feb 2021 04:05:06 GMT"],
    status: 200,
  },
  {
    shows: "a date in the future (ATTACKS.md 36)",
    ask: A,
    fields: ["If-Modified-Since: Fri, 31 Dec 9999 23:59:59 GMT"],
    status: 304,
  },
  {
    shows: "a year with five digits (ATTACKS.md 36)",
    ask: A,
    fields: ["If-Modified-Since: Sat, 01 Jan 10000 00:00:00 GMT"],
    status: 200,
  },
  {
    shows: "a date before 1970 (ATTACKS.md 36)",
    ask: A,
    fields: ["If-Modified-Since: Mon, 01 Jan 1601 00:00:00 GMT"],
    status: 200,
  },
  {
    shows: "another zone",
    ask: A,
    fields: ["If-Modified-Since: Sat, 29 Feb 2020 04:05:06 +0000"],
    status: 200,
  },
  {
    shows: "two dates",
    ask: A,
    fields: [`If-Modified-Since: ${OLD}`, `If-Modified-Since: ${OLD}`],
    status: 200,
  },
  {
    shows: "the tag decides: another one",
    ask: A,
    fields: ['If-None-Match: "x"', `If-Modified-Since: ${AFTER}`],
    status: 200,
  },
  {
    shows: "the tag decides: the same one",
    ask: A,
    fields: ["If-None-Match: <tag>", `If-Modified-Since: ${BEFORE}`],
    status: 304,
  },
];

const MATCH: readonly StaticCase[] = [
  { shows: "the tag (§13.1.1)", ask: A, fields: ["If-Match: <tag>"], status: 200, body: "@a.txt" },
  { shows: "another tag", ask: A, fields: ['If-Match: "x"'], status: 412 },
  {
    shows: "the tag, marked weak: the comparison is a strong one",
    ask: A,
    fields: ["If-Match: W/<tag>"],
    status: 412,
  },
  { shows: "a list with the tag", ask: A, fields: ['If-Match: "x", <tag>'], status: 200 },
  { shows: "a list without the tag", ask: A, fields: ['If-Match: "x", "y"'], status: 412 },
  { shows: "any", ask: A, fields: ["If-Match: *"], status: 200 },
  { shows: "an empty field", ask: A, fields: ["If-Match:"], status: 412 },
  {
    shows: "any of something absent is a 404 (§13.2.1)",
    ask: "GET /absent",
    fields: ["If-Match: *"],
    status: 404,
  },
  { shows: "HEAD, too", ask: "HEAD /a.txt", fields: ['If-Match: "x"'], status: 412 },
  {
    shows: "If-Unmodified-Since: the date (§13.1.4)",
    ask: A,
    fields: [`If-Unmodified-Since: ${OLD}`],
    status: 200,
  },
  {
    shows: "If-Unmodified-Since: a later date",
    ask: A,
    fields: [`If-Unmodified-Since: ${AFTER}`],
    status: 200,
  },
  {
    shows: "If-Unmodified-Since: an earlier date",
    ask: A,
    fields: [`If-Unmodified-Since: ${BEFORE}`],
    status: 412,
  },
  { shows: "If-Unmodified-Since: no date", ask: A, fields: ["If-Unmodified-Since: 0"], status: 200 },
  {
    shows: "If-Match decides over If-Unmodified-Since (§13.2.2)",
    ask: A,
    fields: ["If-Match: <tag>", `If-Unmodified-Since: ${BEFORE}`],
    status: 200,
  },
  {
    shows: "If-Match comes before If-None-Match",
    ask: A,
    fields: ['If-Match: "x"', "If-None-Match: <tag>"],
    status: 412,
  },
  { shows: "both hold", ask: A, fields: ["If-Match: <tag>", 'If-None-Match: "x"'], status: 200 },
  {
    shows: "If-Match holds, If-None-Match does not",
    ask: A,
    fields: ["If-Match: <tag>", "If-None-Match: <tag>"],
    status: 304,
  },
  {
    shows: "If-Unmodified-Since comes before If-Modified-Since",
    ask: A,
    fields: [`If-Unmodified-Since: ${BEFORE}`, `If-Modified-Since: ${OLD}`],
    status: 412,
  },
  { shows: "a large file", ask: "GET /large.bin", fields: ['If-Match: "x"'], status: 412 },
  {
    shows: "a 412 is an error and says nothing of the file",
    ask: A,
    fields: ['If-Match: "x"'],
    status: 412,
    has: { "ETag": undefined, "Content-Type": /^text\/html/, "Cache-Control": "no-cache" },
  },
];

export const PRECONDITIONS: StaticSite = {
  name: "preconditions",
  settings: {},
  files: { "a.txt": "0123456789", "large.bin": noise(1_100_000) },
  cases: [...NONE_MATCH, ...MODIFIED_SINCE, ...MATCH],
};
