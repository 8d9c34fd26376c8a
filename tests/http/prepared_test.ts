import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { encodeText } from "../../src/http/bytes.ts";
import { formatHttpDate } from "../../src/http/http_date.ts";
import { prepare } from "../../src/http/prepared.ts";
import { HttpResponse } from "../../src/http/response.ts";
import { latin1Text } from "../_helpers/latin1.ts";

const FIRST = formatHttpDate(0);
const SECOND = formatHttpDate(1000);
const BODY = encodeText("a body");

function withBody(): HttpResponse {
  return new HttpResponse({ status: 200, fields: [["X", "1"]], body: BODY });
}

Deno.test("prepare() makes head and body one run of bytes", () => {
  const prepared = prepare(withBody(), BODY, "", FIRST, "S");
  assertEquals(
    latin1Text(prepared.bytes),
    `HTTP/1.1 200 OK\r\nDate: ${FIRST}\r\nServer: S\r\nX: 1\r\nContent-Length: 6\r\n\r\na body`,
  );
  assertEquals(latin1Text(prepared.bytes.subarray(prepared.headLength)), "a body");
});

Deno.test("prepare() gives the same bytes again while nothing has changed", () => {
  const response = withBody();
  assertStrictEquals(prepare(response, BODY, "", FIRST, "S"), prepare(response, BODY, "", FIRST, "S"));
});

Deno.test("prepare() renews the Date in a copy: the bytes before may be on their way", () => {
  const response = withBody();
  const first = prepare(response, BODY, "", FIRST, "S");
  const text = latin1Text(first.bytes);
  const second = prepare(response, BODY, "", SECOND, "S");
  assertEquals(latin1Text(second.bytes), text.replace(FIRST, SECOND));
  assertEquals([second.headLength, second.date], [first.headLength, SECOND]);
  assertEquals(latin1Text(first.bytes), text);
  assert(first.bytes.buffer !== second.bytes.buffer);
});

Deno.test("prepare() renews nothing but the Date, also where the body has the same text", () => {
  const body = encodeText(`Date: ${FIRST}`);
  const response = new HttpResponse({ status: 418, body });
  prepare(response, body, "close", FIRST, "");
  const { bytes, headLength } = prepare(response, body, "close", SECOND, "");
  assertEquals(latin1Text(bytes.subarray(headLength)), `Date: ${FIRST}`);
  assert(latin1Text(bytes.subarray(0, headLength)).includes(`\r\nDate: ${SECOND}\r\n`));
});

Deno.test("prepare() makes the bytes anew for another Server", () => {
  const response = withBody();
  prepare(response, BODY, "", FIRST, "S");
  const other = prepare(response, BODY, "", FIRST, "another");
  assert(latin1Text(other.bytes).includes("\r\nServer: another\r\n"));
});

Deno.test("prepare() keeps the bytes of each Connection option apart", () => {
  const response = withBody();
  const connections = (["", "close", "keep-alive", "close", ""] as const).map((option) => {
    const text = latin1Text(prepare(response, BODY, option, FIRST, "S").bytes);
    return /Connection: (.*)\r\n/.exec(text)?.[1] ?? "";
  });
  assertEquals(connections, ["", "close", "keep-alive", "close", ""]);
});

Deno.test("prepare() tells a length that is not the body's", () => {
  const response = new HttpResponse({ status: 200, length: 1234 });
  const { bytes, headLength } = prepare(response, null, "", FIRST, "");
  assert(latin1Text(bytes).includes("\r\nContent-Length: 1234\r\n"));
  assertEquals(headLength, bytes.length);
});

Deno.test("prepare() sends no body with a status that never has one (RFC 9110 §6.4.1)", () => {
  for (const status of [204, 304]) {
    const { bytes, headLength } = prepare(new HttpResponse({ status, body: BODY }), BODY, "", FIRST, "");
    assertEquals(headLength, bytes.length);
  }
});
