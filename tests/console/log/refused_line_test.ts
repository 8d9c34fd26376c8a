import { assert, assertEquals } from "@std/assert";
import { fitLine, refusedLine } from "../../../src/console/log/refused_line.ts";
import { latin1Bytes } from "../../_helpers/latin1.ts";
import { Random } from "../../_helpers/random.ts";
import { recordedHistory } from "../../_helpers/recorded.ts";

/** The line of a head that the parser refuses, and the caret under it. */
function lineOf(head: string): string {
  const { history, answer } = recordedHistory();
  answer(head);
  const [request] = history.refused(() => true, 1);
  assert(request !== undefined, JSON.stringify(head));
  const { text, caret } = refusedLine(request) ?? { text: "nothing", caret: undefined };
  return caret === undefined ? text : `${text}\n${" ".repeat(caret)}^`;
}

const LINE = "GET / HTTP/1.1\r\n";

Deno.test("refusedLine() is the line with the offending byte, escaped, and points at that", () => {
  const rows: readonly (readonly [string, string])[] = [
    [`${LINE}Host : b\r\n\r\n`, "Host : b\n    ^"],
    [`${LINE}A: b\r\nC\x1bD: e\r\n\r\n`, "C\\x1bD: e\n ^"],
    ["GET /\x1b[2J\x9b HTTP/1.1\r\n\r\n", "GET /\\x1b[2J\\x9b HTTP/1.1\n     ^"],
    [`${LINE}A: \xff\x01b\r\n\r\n`, "A: \\xff\\x01b\n       ^"],
    ["GET /\r\n\r\n", "GET /\\x0d\n     ^"],
    [`${LINE}A: b\nC: d\r\n\r\n`, "A: b\\x0a\n    ^"],
    ["\x16\x03\x01", "\\x16\\x03\\x01\n^"],
    ["\n", "\\x0a\n^"],
    [`\r\n${LINE}: b\r\n\r\n`, ": b\n^"],
    [
      `${LINE}A: ${"x".repeat(100)}\x00${"y".repeat(100)}\r\n`,
      `...${"x".repeat(40)}\\x00${"y".repeat(29)}...\n${" ".repeat(43)}^`,
    ],
    [`${LINE}A: ${"x".repeat(2000)}\x00`, "nothing"],
  ];
  for (const [head, shown] of rows) assertEquals(lineOf(head), shown);
});

Deno.test("refusedLine() shows no secret, in whatever line it stands, and what comes before it", () => {
  const rows: readonly (readonly [string, string])[] = [
    [`${LINE}Authorization: Basic s3cret\x01\r\n`, "Authorization:***"],
    [`${LINE}authorization : s3cret\r\n`, "authorization :***\n             ^"],
    [`${LINE}Cookie: a=s3cret\n\r\n`, "Cookie:***"],
    [`${LINE}X-Api-Key: s3cret\x00\r\n`, "X-Api-Key:***"],
    [`${LINE}Proxy-Authorization: s3cret\x7f`, "Proxy-Authorization:***"],
    [`${LINE}Cookie: a\r\n s3cret\r\n`, "***"],
    [`${LINE}Cookie: a\r\n\ts3cret\r\n`, "***"],
    ["GET http://me:s3cret@a/\x01 HTTP/1.1\r\n", "GET http://***@a/\\x01 HTTP/1.1\n                 ^"],
  ];
  for (const [head, shown] of rows) assertEquals(lineOf(head), shown);
});

Deno.test("fitLine() cuts to a window, and the caret stays under its byte", () => {
  const text = Array.from({ length: 100 }, (_, index) => String.fromCharCode(33 + index % 90)).join("");
  for (const width of [20, 21, 50, 99, 100, 200]) {
    for (const caret of [0, 1, 10, 49, 50, 90, 99]) {
      const fitted = fitLine({ text, caret }, width);
      assertEquals(fitted.text.length, Math.min(width, 100));
      assertEquals(fitted.text[fitted.caret ?? -1], text[caret], `${caret} in ${width}: ${fitted.text}`);
    }
    assertEquals(fitLine({ text, caret: undefined }, width).text.slice(0, 10), text.slice(0, 10));
  }
  assertEquals(fitLine({ text, caret: 3 }, undefined), { text, caret: 3 });
});

Deno.test("refusedLine() takes any bytes, and gives printable ASCII with the caret in it", () => {
  const random = new Random(44);
  for (let run = 0; run < 5000; run++) {
    const pieces = ["GET ", "/", "\r\n", "\n", ":", " ", "\x00", "\xff", "Cookie", "a"];
    const head = random.oneIn(2) ? random.bytes(random.below(200)) : latin1Bytes(random.text(pieces, 40));
    const found = refusedLine({ head, at: random.below(head.length + 3) - 1 });
    if (found === undefined) continue;
    assert(/^[ -~]*$/.test(found.text) && found.text.length < 400, found.text);
    assert(found.caret === undefined || found.caret < found.text.length, JSON.stringify(found));
  }
});
