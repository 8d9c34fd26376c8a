/** Requests for fuzz tests: valid ones, and what becomes of them when bytes change on the way. */

import type { Random } from "./random.ts";

const METHODS = ["GET", "GET", "HEAD", "POST", "OPTIONS", "PATCH", "get", "FOO", "X".repeat(40)];
const TARGETS = [
  "/",
  "/a/b.txt",
  "/a?b=c",
  "*",
  "http://a.example/x",
  "/%2e%2e/",
  `/${"long".repeat(30)}`,
  "/|^{}`",
];
const NAMES = [
  "Host",
  "X-A",
  "accept",
  "Content-Length",
  "Transfer-Encoding",
  "Connection",
  "If-None-Match",
  "a",
  "!~",
];
const VALUES = [
  "a.example",
  "",
  " ",
  "\t x \t",
  "5",
  "chunked",
  "close",
  '"a", W/"b"',
  "\xe4\xff",
  "x".repeat(90),
  "a:b",
];
const VERSIONS = ["1.1", "1.1", "1.1", "1.0", "1.2", "2.0", "0.9"];

/** What breaks parsers when it stands where it should not. */
const HOSTILE = [
  "\r",
  "\n",
  "\r\n",
  "\r\n\r\n",
  "\0",
  " ",
  "\t",
  ":",
  "\x7f",
  "\x80",
  "\xff",
  "\x16",
  "/",
  "HTTP/1.1",
  ",",
];

/** A request that is well-formed but for its method, version or length. */
export function validRequest(random: Random): string {
  const line = `${random.pick(METHODS)} ${random.pick(TARGETS)} HTTP/${random.pick(VERSIONS)}`;
  const fields = Array.from(
    { length: random.below(6) },
    () => `${random.pick(NAMES)}:${random.pick(["", " "])}${random.pick(VALUES)}`,
  );
  const emptyLines = random.oneIn(8) ? "\r\n".repeat(random.below(6)) : "";
  return emptyLines + [line, ...fields, "", ""].join("\r\n");
}

/** A text with a few stretches taken out, doubled, or replaced by something hostile; one character a byte. */
export function mutated(random: Random, text: string, most = 3): string {
  let mutant = text;
  for (let times = random.below(most + 1); times > 0; times--) {
    const from = random.below(mutant.length + 1);
    const to = Math.min(mutant.length, from + random.below(4));
    const stretch = random.pick([
      "",
      random.pick(HOSTILE),
      String.fromCharCode(random.below(256)),
      mutant.slice(from, to).repeat(2),
    ]);
    mutant = mutant.slice(0, from) + stretch + mutant.slice(to);
  }
  return mutant;
}
