import { assertEquals } from "@std/assert";
import { CHUNK_END, ChunkedDecoder, chunkHead, LAST_CHUNK } from "../../src/http/chunked.ts";
import { concatBytes, encodeText } from "../../src/http/bytes.ts";
import * as refused from "../../src/http/refusals.ts";
import type { Refusal } from "../../src/http/http_error.ts";
import { decodeChunked } from "../_helpers/chunked.ts";
import { latin1Bytes } from "../_helpers/latin1.ts";
import { refusalOf } from "../_helpers/refusal.ts";

const TRAILER_LIMIT = 64;

/** Decodes whole and a byte at a time, which must agree: the body, and how many bytes it took. */
function decoded(text: string): { body: string; used: number; done: boolean } {
  const bytes = latin1Bytes(text);
  const whole = decodeChunked(bytes, [bytes.length], TRAILER_LIMIT);
  assertEquals(decodeChunked(bytes, [...bytes.keys(), bytes.length], TRAILER_LIMIT), whole);
  return whole;
}

Deno.test("ChunkedDecoder gives the data of every chunk, and ends at the body's end", () => {
  const cases: [string, string][] = [
    ["0\r\n\r\n", ""],
    ["5\r\nhello\r\n0\r\n\r\n", "hello"],
    ["1\r\na\r\n1\r\nb\r\n0\r\n\r\n", "ab"],
    ["A\r\n0123456789\r\n0\r\n\r\n", "0123456789"],
    ["a\r\n0123456789\r\n000\r\n\r\n", "0123456789"],
    ["0000000000000003\r\n\r\n\0\r\n0\r\n\r\n", "\r\n\0"],
    ["5\r\n0\r\n\r\n\r\n0\r\n\r\n", "0\r\n\r\n"],
  ];
  for (const [text, body] of cases) {
    assertEquals(decoded(text), { body, used: text.length, done: true }, JSON.stringify(text));
    // What follows is the next request's.
    assertEquals(decoded(`${text}GET /`), { body, used: text.length, done: true }, JSON.stringify(text));
  }
});

Deno.test("ChunkedDecoder ignores extensions (RFC 9112 §7.1.1)", () => {
  for (const extension of [";", ";a", ";a=b", ';a="b;c"', "; a = b ;c\t", ";\xff"]) {
    const text = `2${extension}\r\nab\r\n0${extension}\r\n\r\n`;
    assertEquals(decoded(text).body, "ab", extension);
  }
});

Deno.test("ChunkedDecoder drops trailer fields (RFC 9112 §7.1.2)", () => {
  for (const trailers of ["A:\r\n", "A: b\r\nC-D: e \xff\r\n", "Content-Length: 5\r\n"]) {
    const text = `1\r\na\r\n0\r\n${trailers}\r\n`;
    assertEquals(decoded(text), { body: "a", used: text.length, done: true }, trailers);
  }
});

Deno.test("ChunkedDecoder is not done before the last LF", () => {
  const text = "1\r\na\r\n0\r\nA: b\r\n\r\n";
  for (let end = 0; end < text.length; end++) assertEquals(decoded(text.slice(0, end)).done, false);
});

Deno.test("ChunkedDecoder refuses what the coding's grammar does not have", () => {
  const cases: [string, Refusal][] = [
    ["\r\n", refused.BAD_CHUNK_SIZE],
    [";a\r\n", refused.BAD_CHUNK_SIZE],
    ["g\r\n", refused.BAD_CHUNK_SIZE],
    ["-1\r\n", refused.BAD_CHUNK_SIZE],
    ["+1\r\n", refused.BAD_CHUNK_SIZE],
    ["0x1\r\n", refused.BAD_CHUNK_SIZE],
    [" 1\r\n", refused.BAD_CHUNK_SIZE],
    ["1 \r\n", refused.BAD_CHUNK_SIZE],
    ["1 ;a\r\n", refused.BAD_CHUNK_SIZE],
    ["1_0\r\n", refused.BAD_CHUNK_SIZE],
    ["1\n", refused.BAD_CHUNK_SIZE],
    ["1,1\r\n", refused.BAD_CHUNK_SIZE],
    ["\xb2\r\n", refused.BAD_CHUNK_SIZE],
    ["1\rX", refused.BARE_CR],
    ["1\r\r\n", refused.BARE_CR],
    ["1;a\n", refused.BARE_LF],
    ["1;a\rb", refused.BARE_CR],
    ["1;a\0", refused.BAD_CHUNK_SIZE],
    ["10000000000000000\r\n", refused.LARGE_CHUNK],
    ["ffffffffffffffff\r\n", refused.LARGE_CHUNK],
    ["20000000000000\r\n", refused.LARGE_CHUNK],
    ["00000000000000001\r\n", refused.LARGE_CHUNK],
    ["1\r\nab", refused.BAD_CHUNK_END],
    ["1\r\na\n", refused.BAD_CHUNK_END],
    ["1\r\na\r\r", refused.BAD_CHUNK_END],
    ["1\r\na0\r\n", refused.BAD_CHUNK_END],
    ["1\r\na\r\n\r\n", refused.BAD_CHUNK_SIZE],
  ];
  for (const [text, refusal] of cases) {
    assertEquals(refusalOf(() => decoded(text)), refusal, JSON.stringify(text));
    assertEquals(refusalOf(() => decoded(`1\r\nx\r\n${text}`)), refusal, JSON.stringify(text));
  }
});

Deno.test("ChunkedDecoder takes the largest sizes that can be counted", () => {
  for (const size of ["fffffffffffff", "7fffffff", "0007fffffffff"]) {
    const decoder = new ChunkedDecoder(TRAILER_LIMIT);
    const bytes = latin1Bytes(`${size}\r\nabc`);
    assertEquals(decoder.decode(bytes, 0, bytes.length), bytes.length);
    assertEquals([decoder.dataStart, decoder.dataEnd], [size.length + 2, bytes.length]);
  }
});

Deno.test("ChunkedDecoder.announced tells what is still to come of a chunk, before it comes", () => {
  const decoder = new ChunkedDecoder(TRAILER_LIMIT);
  const bytes = latin1Bytes("1f\r\nabcdef");
  const announced = [0, 1, 2, 4, 7, 10].map((end, index, ends) => {
    decoder.decode(bytes, ends[index - 1] ?? 0, end);
    return decoder.announced;
  });
  assertEquals(announced, [0, 0x1, 0x1f, 0x1f, 0x1c, 0x19]);
});

Deno.test("ChunkedDecoder refuses trailers that are no field lines", () => {
  const cases: [string, Refusal][] = [
    ["GET / HTTP/1.1\r\n", refused.SPACE_BEFORE_COLON],
    ["A\r\n", refused.BAD_FIELD_NAME],
    ["A : b\r\n", refused.SPACE_BEFORE_COLON],
    [": b\r\n", refused.EMPTY_FIELD_NAME],
    [" A: b\r\n", refused.OBS_FOLD],
    ["A: b\r\n c\r\n", refused.OBS_FOLD],
    ["\tA: b\r\n", refused.OBS_FOLD],
    ["\xdc: b\r\n", refused.BAD_FIELD_NAME],
    ["A: b\n", refused.BARE_LF],
    ["A: b\0\r\n", refused.BAD_FIELD_VALUE],
    ["A: b\rC: d\r\n", refused.BARE_CR],
    ["\n", refused.BARE_LF],
    ["\rA", refused.BARE_CR],
    ["A: b\r\n\n", refused.BARE_LF],
    ["A: b\r\n\r\r", refused.BARE_CR],
  ];
  for (const [trailers, refusal] of cases) {
    assertEquals(refusalOf(() => decoded(`0\r\n${trailers}\r\n`)), refusal, JSON.stringify(trailers));
  }
});

Deno.test("ChunkedDecoder bounds the trailers, the empty line included", () => {
  const trailers = (length: number): string => `0\r\nA: ${"b".repeat(length - 7)}\r\n\r\n`;
  assertEquals(decoded(trailers(TRAILER_LIMIT)).done, true);
  assertEquals(refusalOf(() => decoded(trailers(TRAILER_LIMIT + 1))), refused.LONG_TRAILERS);
});

Deno.test("ChunkedDecoder bounds the extensions of a whole body", () => {
  const chunk = `1;${"a".repeat(1024)}\r\nx\r\n`;
  assertEquals(decoded(`${chunk.repeat(4)}0\r\n\r\n`).body, "xxxx");
  assertEquals(refusalOf(() => decoded(`${chunk.repeat(4)}0;a\r\n\r\n`)), refused.LONG_CHUNK_EXTENSION);
  assertEquals(refusalOf(() => decoded(`1;${"a".repeat(20_000)}\r\n`)), refused.LONG_CHUNK_EXTENSION);
});

Deno.test("ChunkedDecoder refuses for ever once it has refused: what follows has no meaning", () => {
  for (const broken of ["z", "1\r\naXX", "0\r\nA\r\n", "ffffffffffffffff", "1;\n"]) {
    const decoder = new ChunkedDecoder(TRAILER_LIMIT);
    const bytes = latin1Bytes(broken);
    const first = refusalOf(() => {
      for (let at = 0; at < bytes.length;) at = decoder.decode(bytes, at, bytes.length);
    });
    const good = latin1Bytes("\r\n0\r\n\r\n");
    for (const start of [0, 2]) {
      assertEquals(refusalOf(() => decoder.decode(good, start, good.length)), first, JSON.stringify(broken));
    }
    assertEquals(decoder.done, false);
  }
});

Deno.test("chunkHead(), CHUNK_END and LAST_CHUNK make what ChunkedDecoder reads", () => {
  const pieces = ["a", "b".repeat(16), "c".repeat(70_000)];
  const parts = pieces.flatMap((piece) => [chunkHead(piece.length), encodeText(piece), CHUNK_END]);
  const bytes = concatBytes([...parts, LAST_CHUNK]);
  assertEquals(decodeChunked(bytes, [bytes.length], TRAILER_LIMIT).body, pieces.join(""));
});
