import { assert, assertEquals, assertThrows } from "@std/assert";
import * as zlib from "node:zlib";
import { compress, MADE_CODINGS } from "../../src/files/compression.ts";
import type { Coding } from "../../src/http/negotiation.ts";
import { encodeText } from "../../src/http/bytes.ts";
import { Random } from "../_helpers/random.ts";

const DECODERS: Readonly<Record<Coding, (bytes: Uint8Array) => Uint8Array>> = {
  br: zlib.brotliDecompressSync,
  zstd: zlib.zstdDecompressSync,
  gzip: zlib.gunzipSync,
};

/** Bytes in a plain array, whatever class the decoder gives. */
function decoded(bytes: Uint8Array, coding: Coding): Uint8Array {
  return new Uint8Array(DECODERS[coding](bytes));
}

/** Text that compresses as a page does. */
function page(length: number): Uint8Array {
  const random = new Random(1);
  const words = Array.from({ length: 200 }, () => random.text(["a", "e", "n", "str", "<p>", " "], 6));
  let text = "";
  while (text.length < length) text += random.pick(words);
  return encodeText(text.slice(0, length));
}

Deno.test("compress() makes what a decoder turns back, of every size", async () => {
  for (const coding of MADE_CODINGS) {
    for (const length of [0, 1, 1000, 65_535, 65_536, 65_537, 131_072, 300_000]) {
      const bytes = page(length);
      assertEquals(decoded(await compress(bytes, coding), coding), bytes, `${coding} of ${length}`);
    }
  }
});

Deno.test("compress() makes pages a good deal smaller", async () => {
  for (const coding of MADE_CODINGS) {
    const bytes = page(200_000);
    const { length } = await compress(bytes, coding);
    assert(length < bytes.length / 2, `${coding}: ${length}`);
  }
});

Deno.test("compress() answers at once for small bodies, and lets others run between the pieces of large ones", async () => {
  for (const coding of MADE_CODINGS) {
    assert(compress(page(1000), coding) instanceof Uint8Array, coding);
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    await compress(page(1_000_000), coding);
    clearInterval(timer);
    assert(turns > 3, `${coding}: ${turns} turns`);
  }
});

Deno.test("compress() takes several large bodies at a time", async () => {
  const bodies = [page(200_000), page(250_000), page(300_000)];
  for (const coding of MADE_CODINGS) {
    const made = await Promise.all(bodies.map((bytes) => compress(bytes, coding)));
    assertEquals(made.map((bytes) => decoded(bytes, coding)), bodies, coding);
  }
});

Deno.test("compress() refuses a coding that it does not make", () => {
  assertThrows(() => compress(page(10), "identity" as Coding), RangeError, "identity");
});

Deno.test("MADE_CODINGS are all three where the runtime has them", () => {
  assertEquals([...MADE_CODINGS].sort(), ["br", "gzip", "zstd"]);
});
