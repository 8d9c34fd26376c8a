import { assert, assertEquals, assertThrows } from "@std/assert";
import { type ByterangesLayout, layOutByteranges } from "../../src/http/byteranges.ts";
import { concatBytes } from "../../src/http/bytes.ts";
import { type ByteRange, contentRange, parseRange } from "../../src/http/range.ts";
import { latin1Bytes, latin1Text } from "../_helpers/latin1.ts";
import { Random } from "../_helpers/random.ts";

const SEED = 91_100_146;
const ROUNDS = 1000;

const RANGES: readonly ByteRange[] = [{ start: 1, end: 3 }, { start: 5, end: 6 }];
const INIT = { ranges: RANGES, mediaType: "text/plain; charset=utf-8", length: 10, boundary: "xyz" };

/** The body that a layout and the content make. */
function assembled(layout: ByterangesLayout, content: Uint8Array): Uint8Array {
  const pieces = layout.parts.flatMap(({ head, range }) => [head, content.subarray(range.start, range.end)]);
  return concatBytes([...pieces, layout.closing]);
}

Deno.test("layOutByteranges() gives the bytes of RFC 9110 §14.6", () => {
  const layout = layOutByteranges(INIT);
  const lines = [
    "--xyz",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Range: bytes 1-2/10",
    "",
    "bc",
    "--xyz",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Range: bytes 5-5/10",
    "",
    "f",
    "--xyz--",
    "",
  ];
  assertEquals(latin1Text(assembled(layout, latin1Bytes("abcdefghij"))), lines.join("\r\n"));
  assertEquals(layout.contentLength, lines.join("\r\n").length);
  assertEquals(layout.contentType, "multipart/byteranges; boundary=xyz");
});

Deno.test("layOutByteranges() keeps the order of the ranges", () => {
  const ranges = [{ start: 8, end: 10 }, { start: 0, end: 1 }, { start: 4, end: 6 }];
  assertEquals(layOutByteranges({ ...INIT, ranges }).parts.map(({ range }) => range), ranges);
});

Deno.test("layOutByteranges() counts lengths beyond 32 bits", () => {
  const [small, large] = [2, 2 ** 40].map((end) =>
    layOutByteranges({
      ...INIT,
      ranges: [{ start: 1, end }, { start: 2 ** 41, end: 2 ** 41 + 1 }],
      length: 2 ** 42,
    })
  );
  assert(small !== undefined && large !== undefined);
  // The second writes a last position of 13 digits where the first has one.
  assertEquals(large.contentLength - small.contentLength, 2 ** 40 - 2 + 12);
});

Deno.test("layOutByteranges() takes the boundaries that need no quotes", () => {
  for (const boundary of ["a", "0", "THIS_STRING_SEPARATES", "a-b.c+d'e", "x".repeat(70)]) {
    const { contentType } = layOutByteranges({ ...INIT, boundary });
    assertEquals(contentType, `multipart/byteranges; boundary=${boundary}`);
  }
  for (
    const boundary of [
      "",
      "x".repeat(71),
      "a b",
      "a\r\nb",
      "a\n",
      'a"',
      "a;b",
      "a:b",
      "a/b",
      "a=b",
      "(a)",
      "é",
    ]
  ) {
    assertThrows(() => layOutByteranges({ ...INIT, boundary }), Error, "boundary", JSON.stringify(boundary));
  }
});

Deno.test("layOutByteranges() refuses a media type that would end the line", () => {
  for (
    const mediaType of [
      "",
      "text/html\r\nX: y",
      "text/html\n",
      "text/html\0",
      "text/\x7f",
      "text/é",
      "a\u2028",
    ]
  ) {
    assertThrows(
      () => layOutByteranges({ ...INIT, mediaType }),
      Error,
      "media type",
      JSON.stringify(mediaType),
    );
  }
});

/** Takes a multipart body apart as a client does: by its delimiters alone. */
function taken(body: string, boundary: string): { fields: string[]; content: string }[] {
  const [preamble, ...pieces] = `\r\n${body}`.split(`\r\n--${boundary}`);
  assertEquals(preamble, "");
  assertEquals(pieces.pop(), "--\r\n");
  return pieces.map((piece) => {
    assert(piece.startsWith("\r\n"), JSON.stringify(piece));
    const end = piece.indexOf("\r\n\r\n");
    assert(end > 0, JSON.stringify(piece));
    return { fields: piece.slice(2, end).split("\r\n"), content: piece.slice(end + 4) };
  });
}

Deno.test("layOutByteranges() gives bodies that come apart into the ranges of any content", () => {
  const random = new Random(SEED);
  let several = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const content = random.bytes(40 + random.below(200));
    const { length } = content;
    const specs = Array.from({ length: 1 + random.below(6) }, () => {
      const first = random.below(length);
      return `${first}-${first + random.below(9)}`;
    });
    const outcome = parseRange(`bytes=${specs.join(",")}`, length);
    assert(outcome.kind === "parts");
    if (outcome.parts.length > 1) several++;
    const mediaType = random.pick(["text/html; charset=utf-8", "application/octet-stream"]);
    const boundary = random.pick(["gap0123456789ABCDEF", "a.b"]);
    const layout = layOutByteranges({ ranges: outcome.parts, mediaType, length, boundary });
    const body = assembled(layout, content);
    assertEquals(body.length, layout.contentLength);
    const expected = outcome.parts.map((range) => ({
      fields: [`Content-Type: ${mediaType}`, `Content-Range: ${contentRange(range, length)}`],
      content: latin1Text(content.subarray(range.start, range.end)),
    }));
    assertEquals(taken(latin1Text(body), boundary), expected);
  }
  assert(several > ROUNDS / 2, `only ${several} had several parts`);
});
