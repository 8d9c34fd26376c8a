import { assertEquals } from "@std/assert";
import type { Explanation } from "../../src/channel/explanation.ts";
import { explanationText } from "../../src/console/explanation_text.ts";
import { PLAIN } from "../../src/console/style.ts";
import { latin1Bytes } from "../_helpers/latin1.ts";

const OUTPUT = { columns: undefined, style: PLAIN, print: () => {}, warn: () => {} };
const CLIENT = { address: "127.0.0.1", port: 0 };

function textOf(explanation: Partial<Explanation>, head: string, columns?: number): string {
  const whole = {
    steps: [],
    status: 200,
    head: ["HTTP/1.1 200 OK", "A: b"],
    refusal: undefined,
    ...explanation,
  };
  return explanationText(whole, { bytes: latin1Bytes(head), client: CLIENT, isCut: false }, {
    ...OUTPUT,
    columns,
  });
}

Deno.test("explanationText() numbers the decisions, and shows the answer's head below them", () => {
  const steps = [{ by: "file", text: "/\x1b[2J is /srv/x" }];
  assertEquals(
    textOf({ steps }, "GET /\x1b[2J HTTP/1.1\r\n\r\n"),
    [
      "1  request  GET /\\x1b[2J HTTP/1.1, from 127.0.0.1",
      "2  file     /\\u001b[2J is /srv/x",
      "",
      "HTTP/1.1 200 OK",
      "A  b",
    ].join("\n"),
  );
});

Deno.test("explanationText() puts a caret under the byte that a head is refused for, and keeps secrets", () => {
  const refusal = { rule: "a byte that is none", source: "RFC 1 §2", at: 20 };
  const head = "GET / HTTP/1.1\r\nA: b\x00c\r\nCookie: s3cret\r\n\r\n";
  const text = textOf({ refusal, status: 400, head: ["HTTP/1.1 400 Bad Request"] }, head);
  assertEquals(text.split("\n").slice(1), [
    "2  refused  a byte that is none (RFC 1 §2)",
    "",
    "  A: b\\x00c",
    "      ^",
    "",
    "HTTP/1.1 400 Bad Request",
  ]);
});

Deno.test("explanationText() has no answer's head where an application decides", () => {
  assertEquals(
    textOf({ status: undefined, head: [] }, "GET / HTTP/1.1\r\n\r\n"),
    "1  request  GET / HTTP/1.1, from 127.0.0.1",
  );
});
