import { assertEquals, assertThrows } from "@std/assert";
import { concatBytes, decodeUtf8, encodeText, latin1 } from "../../src/http/bytes.ts";
import { latin1Bytes } from "../_helpers/latin1.ts";

Deno.test("decodeUtf8() gives back what encodeText() took", () => {
  for (const text of ["", "a", "Füße 🦕", "\0\x7f", "\ufeffa byte order mark is a character", "\uffff"]) {
    assertEquals(decodeUtf8(encodeText(text)), text, JSON.stringify(text));
  }
});

Deno.test("decodeUtf8() refuses what is not well-formed", () => {
  const malformed: Record<string, string> = {
    "a byte that never occurs": "\xff",
    "a continuation byte alone": "a\x80",
    "a sequence cut short": "\xe2\x82",
    "an overlong slash": "\xc0\xaf",
    "an overlong dot in three bytes": "\xe0\x80\xae",
    "an overlong NUL": "\xc0\x80",
    "a surrogate": "\xed\xa0\x80",
    "a code point over U+10FFFF": "\xf4\x90\x80\x80",
  };
  for (const [what, bytes] of Object.entries(malformed)) {
    assertThrows(() => decodeUtf8(latin1Bytes(bytes)), TypeError, "", what);
  }
});

Deno.test("latin1() gives one character a byte at every length, on both sides of its short way", () => {
  const bytes = Uint8Array.from({ length: 300 }, (_, index) => index & 0xff);
  for (let length = 0; length <= 256; length++) {
    const text = latin1(bytes, 10, 10 + length);
    assertEquals(text.length, length);
    assertEquals(latin1Bytes(text), bytes.slice(10, 10 + length));
  }
});

Deno.test("latin1() reads a part of a larger memory", () => {
  const view = latin1Bytes("-----a text of more than 24 bytes-----").subarray(5, 33);
  assertEquals(latin1(view, 2, 28), "text of more than 24 bytes");
  assertEquals(latin1(view, 0, 1), "a");
});

Deno.test("concatBytes() joins in order", () => {
  assertEquals(concatBytes([]), new Uint8Array(0));
  assertEquals(
    concatBytes([Uint8Array.of(1), new Uint8Array(0), Uint8Array.of(2, 3)]),
    Uint8Array.of(1, 2, 3),
  );
});
