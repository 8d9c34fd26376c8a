import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { encodeText } from "../../src/http/bytes.ts";
import { formatHttpDate } from "../../src/http/http_date.ts";
import { prepareHead } from "../../src/http/prepared_head.ts";
import { HttpResponse } from "../../src/http/response.ts";
import { latin1Text } from "../_helpers/latin1.ts";

const FIRST = formatHttpDate(0);
const SECOND = formatHttpDate(1000);

function response(): HttpResponse {
  return new HttpResponse({ status: 200, fields: [["X", "1"]], body: encodeText("a body") });
}

Deno.test("prepareHead() makes the head of a response, with its body's length", () => {
  assertEquals(
    latin1Text(prepareHead(response(), "", FIRST, "S")),
    `HTTP/1.1 200 OK\r\nDate: ${FIRST}\r\nServer: S\r\nX: 1\r\nContent-Length: 6\r\n\r\n`,
  );
});

Deno.test("prepareHead() gives the same bytes again while nothing has changed", () => {
  const same = response();
  assertStrictEquals(prepareHead(same, "", FIRST, "S"), prepareHead(same, "", FIRST, "S"));
});

Deno.test("prepareHead() renews the Date, and nothing else, in a copy: the bytes before may be on their way", () => {
  const dated = new HttpResponse({ status: 418, fields: [["X", `Date: ${FIRST}`]] });
  const first = prepareHead(dated, "close", FIRST, "S");
  const text = latin1Text(first);
  const second = prepareHead(dated, "close", SECOND, "S");
  assertEquals(latin1Text(second), text.replace(`\r\nDate: ${FIRST}`, `\r\nDate: ${SECOND}`));
  assertEquals(latin1Text(first), text);
  assert(first.buffer !== second.buffer);
});

Deno.test("prepareHead() makes the bytes anew for another Server", () => {
  const served = response();
  prepareHead(served, "", FIRST, "S");
  assert(latin1Text(prepareHead(served, "", FIRST, "another")).includes("\r\nServer: another\r\n"));
});

Deno.test("prepareHead() keeps the heads of each Connection option apart", () => {
  const asked = response();
  const options = (["", "close", "keep-alive", "close", ""] as const).map((option) => {
    const text = latin1Text(prepareHead(asked, option, FIRST, "S"));
    return /Connection: (.*)\r\n/.exec(text)?.[1] ?? "";
  });
  assertEquals(options, ["", "close", "keep-alive", "close", ""]);
});

Deno.test("prepareHead() tells a length that is not the body's", () => {
  const head = prepareHead(new HttpResponse({ status: 200, length: 1234 }), "", FIRST, "");
  assert(latin1Text(head).includes("\r\nContent-Length: 1234\r\n"));
});

Deno.test("prepareHead() tells no length with a status that never has a body (RFC 9110 §8.6)", () => {
  for (const status of [204, 304]) {
    const head = prepareHead(new HttpResponse({ status, body: encodeText("x") }), "", FIRST, "");
    assert(!latin1Text(head).includes("Content-Length"));
  }
});
