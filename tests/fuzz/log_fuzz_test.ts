/** Whatever clients send and operators write: a log has one line for each answer, of printable ASCII. */

import { assert, assertEquals } from "@std/assert";
import { LOG_NAMES, logFormatFault } from "../../src/settings/log_format.ts";
import { escapeJson, escapeText } from "../../src/settings/log_text.ts";
import { compileLogLine } from "../../src/worker/log/log_line.ts";
import { answeredTo, refusedHead } from "../_helpers/answered.ts";
import { Random } from "../_helpers/random.ts";

const ROUNDS = 3000;
const NASTY = [
  "\n",
  "\r",
  "\t",
  "\0",
  "\x1b[2J",
  "\x7f",
  "\x85",
  "\x9b",
  "\xff",
  "\u2028",
  "\u202e",
  "\ud83e",
  "\udd95",
];
const PLAIN = ["a", " ", '"', "\\", "{", "}", "[", "]", "-", "é", "🦕"];
const PIECES = [
  ...LOG_NAMES.map((name) => `{${name}}`),
  "{",
  "}",
  "{{",
  "}}",
  "{x}",
  ...PLAIN,
  "\t",
  "common",
];

Deno.test("escapeText() and escapeJson() write printable ASCII, and JSON that is read back", () => {
  const next = new Random(71);
  for (let round = 0; round < ROUNDS; round++) {
    const text = next.text([...NASTY, ...PLAIN], 12);
    for (const isQuoted of [true, false]) {
      const escaped = escapeText(text, isQuoted);
      assert(/^[!#-~ ]*$/.test(escaped) && (isQuoted || !escaped.includes(" ")), escaped);
    }
    const json = escapeJson(text);
    assert(/^[ -~]*$/.test(json), json);
    assertEquals(JSON.parse(json), text);
  }
});

Deno.test("two texts that differ are never the same in a log", () => {
  const next = new Random(72);
  const seen = new Map<string, string>();
  for (let round = 0; round < ROUNDS; round++) {
    const text = next.text([...NASTY, ...PLAIN, "\\x0a", "\\u{2028}"], 3);
    const escaped = escapeText(text, true);
    assertEquals(seen.get(escaped) ?? text, text, escaped);
    seen.set(escaped, text);
  }
});

Deno.test("logFormatFault() lets through what compileLogLine() makes single lines of, and nothing else breaks", () => {
  const next = new Random(73);
  let good = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const format = next.text(PIECES, 8);
    if (logFormatFault(format) !== undefined) continue;
    good++;
    const head = refusedHead(
      next.text(["GET ", "/", ...NASTY, " HTTP/1.1", "\r\n"], 8).replace(/[^\0-\xff]/g, "?"),
    );
    const answered = answeredTo("GET /", [], next.oneIn(2) ? { ...head, status: 400 } : {});
    const line = compileLogLine(format, { worker: 1, now: () => 0 })(answered);
    assert(!/(?!\t)\p{Cc}|[\p{Zl}\p{Zp}]/u.test(line), JSON.stringify([format, line]));
  }
  assert(good > ROUNDS / 20, `${good}`);
});
