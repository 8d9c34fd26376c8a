import { assert, assertEquals } from "@std/assert";
import { CHUNKED } from "../../src/http/framing.ts";
import { HttpError, type Refusal } from "../../src/http/http_error.ts";
import * as refused from "../../src/http/refusals.ts";
import { type BodyOptions, BodyReader } from "../../src/worker/body_reader.ts";
import { PartsSource } from "../_helpers/body_source.ts";
import { latin1Text } from "../_helpers/latin1.ts";

const CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

function readerOf(source: PartsSource, options: Partial<BodyOptions>): BodyReader {
  return new BodyReader(source, {
    length: 0,
    limit: 100,
    trailerLimit: 64,
    expectsContinue: false,
    ...options,
  });
}

/** Reads to the end. */
async function textOf(reader: BodyReader): Promise<string> {
  let text = "";
  for (let piece = await reader.read(); piece !== null; piece = await reader.read()) {
    assert(piece.length > 0, "an empty piece");
    text += latin1Text(piece);
  }
  return text;
}

/** How reading fails. */
async function refusalOf(reader: BodyReader): Promise<Refusal> {
  try {
    await textOf(reader);
  } catch (error) {
    if (error instanceof HttpError) return error.refusal;
    throw error;
  }
  throw new Error("the body was read to its end");
}

Deno.test("BodyReader.read() takes exactly the bytes of a counted body", async () => {
  for (
    const parts of [["helloGET /"], ["", "hello", "GET /"], ["h", "e", "l", "l", "oGET /"], [
      "hel",
      "loGET /",
    ]]
  ) {
    const source = new PartsSource(parts);
    const reader = readerOf(source, { length: 5 });
    assertEquals(reader.ended, false);
    assertEquals(await textOf(reader), "hello");
    assertEquals([reader.ended, await reader.read()], [true, null]);
    if (parts.length !== 3) assertEquals(source.unused, "GET /");
  }
});

Deno.test("BodyReader.read() takes exactly the bytes of a chunked body", async () => {
  const whole = "3\r\nhel\r\n2;x\r\nlo\r\n0\r\nA: b\r\n\r\n";
  for (const parts of [[`${whole}GET /`], ["", ...whole, "GET /"]]) {
    const source = new PartsSource(parts);
    const reader = readerOf(source, { length: CHUNKED });
    assertEquals(await textOf(reader), "hello");
    assertEquals([reader.ended, await reader.read()], [true, null]);
    assertEquals(source.unused, parts.length === 1 ? "GET /" : "");
  }
});

Deno.test("BodyReader.read() gives bytes that are the caller's, not a view of the buffer", async () => {
  for (const [length, text] of [[4, "abcd"], [CHUNKED, "4\r\nabcd\r\n0\r\n\r\n"]] as const) {
    const source = new PartsSource([text]);
    const piece = await readerOf(source, { length }).read();
    source.buffer.bytes.fill(0);
    assertEquals(piece === null ? "" : latin1Text(piece), "abcd");
  }
});

Deno.test("BodyReader.read() refuses a body that ends too soon", async () => {
  const cases: [number, string[]][] = [
    [5, ["hell"]],
    [5, ["", "h", "ell"]],
    [CHUNKED, [""]],
    [CHUNKED, ["3\r\nhe"]],
    [CHUNKED, ["3\r\nhel\r\n"]],
    [CHUNKED, ["0\r\n"]],
    [CHUNKED, ["0\r\n\r"]],
  ];
  for (const [length, parts] of cases) {
    const reader = readerOf(new PartsSource(parts), { length });
    assertEquals(await refusalOf(reader), refused.SHORT_BODY, parts.join("|"));
    assertEquals(await refusalOf(reader), refused.SHORT_BODY, "again");
    assertEquals(reader.ended, false);
  }
});

Deno.test("BodyReader.read() refuses a chunked body beyond the limit: 413, and again", async () => {
  const chunk = `10\r\n${"x".repeat(16)}\r\n`;
  const fits = readerOf(new PartsSource([`${chunk.repeat(6)}4\r\nxxxx\r\n0\r\n\r\n`]), { length: CHUNKED });
  assertEquals((await textOf(fits)).length, 100);
  const tooLong = readerOf(new PartsSource([chunk.repeat(7), "0\r\n\r\n"]), { length: CHUNKED });
  assertEquals(await refusalOf(tooLong), refused.LARGE_BODY);
  assertEquals(await refusalOf(tooLong), refused.LARGE_BODY);
  assertEquals(await tooLong.drop(), false);
});

Deno.test("BodyReader.read() refuses broken framing, and goes on refusing", async () => {
  const source = new PartsSource(["3\r\nabcX", "\r\n0\r\n\r\nGET /"]);
  const reader = readerOf(source, { length: CHUNKED });
  assertEquals(await refusalOf(reader), refused.BAD_CHUNK_END);
  assertEquals(await refusalOf(reader), refused.BAD_CHUNK_END);
  assertEquals([await reader.drop(), reader.ended], [false, false]);
});

Deno.test("BodyReader sends 100 Continue before it waits for the body, once", async () => {
  for (const [length, parts] of [[2, ["", "a", "b"]], [CHUNKED, ["", "2\r\nab\r\n", "0\r\n\r\n"]]] as const) {
    const source = new PartsSource(parts);
    const reader = readerOf(source, { length, expectsContinue: true });
    assertEquals([source.sent, reader.unasked], ["", true]);
    assertEquals(await textOf(reader), "ab");
    assertEquals([source.sent, reader.unasked], [CONTINUE, false]);
  }
});

Deno.test("BodyReader sends no 100 Continue to a client that does not wait", async () => {
  const unasked = new PartsSource(["", "ab"]);
  assertEquals(await textOf(readerOf(unasked, { length: 2 })), "ab");
  assertEquals(unasked.sent, "");
  // Who sent the body with the head has not waited either (RFC 9110 §10.1.1).
  const there = new PartsSource(["ab"]);
  const reader = readerOf(there, { length: 2, expectsContinue: true });
  assertEquals(reader.unasked, false);
  assertEquals([await textOf(reader), there.sent], ["ab", ""]);
});

Deno.test("BodyReader.drop() takes the rest of a body, so that the next request can be read", async () => {
  const source = new PartsSource(["hel", "loGET /"]);
  const reader = readerOf(source, { length: 5 });
  await reader.read();
  assertEquals([await reader.drop(), reader.ended, source.unused], [true, true, "GET /"]);
  assertEquals(await reader.drop(), true);
});

Deno.test("BodyReader.drop() tells when the end of a body cannot be reached", async () => {
  const cases: [number, string[]][] = [[5, ["hel"]], [CHUNKED, ["3\r\nabcd"]], [CHUNKED, ["z"]]];
  for (const [length, parts] of cases) {
    assertEquals(await readerOf(new PartsSource(parts), { length }).drop(), false, parts.join("|"));
  }
});

Deno.test("BodyReader.drop() does not ask for a body that nobody wanted", async () => {
  const source = new PartsSource(["", "hello"]);
  const reader = readerOf(source, { length: 5, expectsContinue: true });
  assertEquals([await reader.drop(), source.sent, source.unused], [false, "", ""]);
});
