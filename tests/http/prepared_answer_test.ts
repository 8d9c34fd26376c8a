import { assertEquals, assertStrictEquals, assertStringIncludes } from "@std/assert";
import { encodeText } from "../../src/http/bytes.ts";
import { formatHttpDate } from "../../src/http/http_date.ts";
import { HEAD_ROOM, prepareAnswer, withHeadRoom } from "../../src/http/prepared_answer.ts";
import { type FieldLine, HttpResponse } from "../../src/http/response.ts";
import { latin1Text } from "../_helpers/latin1.ts";

const FIRST = formatHttpDate(0);
const SECOND = formatHttpDate(1000);

function roomy(fields: readonly FieldLine[] = [["X", "1"]], content = "a body"): HttpResponse {
  return new HttpResponse({ status: 200, fields, body: withHeadRoom(encodeText(content)), hasRoom: true });
}

function textOf(response: HttpResponse, date = FIRST, server = "S"): string | undefined {
  const prepared = prepareAnswer(response, date, server);
  return prepared === undefined ? undefined : latin1Text(prepared.bytes);
}

Deno.test("prepareAnswer() puts head and body behind each other, and leaves the body as it was", () => {
  for (const content of ["", "a body", "x".repeat(100_000)]) {
    const response = roomy([["X", "1"]], content);
    assertEquals(
      textOf(response),
      `HTTP/1.1 200 OK\r\nDate: ${FIRST}\r\nServer: S\r\nX: 1\r\nContent-Length: ${content.length}\r\n\r\n${content}`,
    );
    assertEquals(latin1Text(response.body as Uint8Array), content);
  }
});

Deno.test("prepareAnswer() gives the same answer again, and renews its Date in place", () => {
  const response = roomy([["X", `Date: ${FIRST}`]]);
  const first = prepareAnswer(response, FIRST, "S");
  const text = textOf(response) ?? "";
  assertStrictEquals(prepareAnswer(response, FIRST, "S"), first);
  assertEquals(textOf(response, SECOND), text.replace(`\r\nDate: ${FIRST}`, `\r\nDate: ${SECOND}`));
  assertStrictEquals(prepareAnswer(response, SECOND, "S"), first);
});

Deno.test("prepareAnswer() changes nothing while a write of the bytes is under way", () => {
  const response = roomy();
  const prepared = prepareAnswer(response, FIRST, "S");
  if (prepared === undefined) throw new Error("none");
  prepared.writes = 1;
  const text = latin1Text(prepared.bytes);
  assertStrictEquals(prepareAnswer(response, FIRST, "S"), prepared);
  assertEquals(prepareAnswer(response, SECOND, "S"), undefined);
  assertEquals(latin1Text(prepared.bytes), text);
  prepared.writes = 0;
  assertStringIncludes(textOf(response, SECOND) ?? "", SECOND);
});

Deno.test("prepareAnswer() makes none with another Server, whose head may be longer than the one that waits", () => {
  const response = roomy();
  const text = textOf(response);
  assertEquals(textOf(response, FIRST, "another"), undefined);
  assertEquals(textOf(response), text);
});

Deno.test("prepareAnswer() makes none without room, nor for a head that does not fit", () => {
  assertEquals(textOf(new HttpResponse({ status: 200, body: encodeText("a") })), undefined);
  assertEquals(textOf(roomy([["X", "x".repeat(HEAD_ROOM)]])), undefined);
  const room = HEAD_ROOM - (textOf(roomy([["X", ""]], ""))?.length ?? 0);
  assertEquals(textOf(roomy([["X", "x".repeat(room)]], ""))?.length, HEAD_ROOM);
  assertEquals(textOf(roomy([["X", "x".repeat(room + 1)]], "")), undefined);
});

Deno.test("HttpResponse.withFields() leaves the room to the response that had it", () => {
  const response = roomy();
  const dressed = response.withFields([["Y", "2"]]);
  assertEquals(textOf(dressed), undefined);
  assertEquals(latin1Text(dressed.body as Uint8Array), "a body");
});
