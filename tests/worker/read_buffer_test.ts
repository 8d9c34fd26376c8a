import { assert, assertEquals } from "@std/assert";
import { ReadBuffer } from "../../src/worker/read_buffer.ts";
import { latin1Bytes, latin1Text } from "../_helpers/latin1.ts";
import { Random } from "../_helpers/random.ts";

/** Receives text as a connection does: as much as there is room for, at least one byte. */
function receive(buffer: ReadBuffer, text: string): void {
  for (let at = 0; at < text.length;) {
    const room = buffer.room();
    assert(room.length > 0, "no room");
    const piece = latin1Bytes(text.slice(at, at + room.length));
    room.set(piece);
    buffer.received(piece.length);
    at += piece.length;
  }
}

function unused(buffer: ReadBuffer): string {
  return latin1Text(buffer.bytes.subarray(buffer.start, buffer.end));
}

Deno.test("ReadBuffer keeps what was received until it is consumed", () => {
  const buffer = new ReadBuffer();
  assertEquals(buffer.length, 0);
  receive(buffer, "abc");
  receive(buffer, "def");
  assertEquals([unused(buffer), buffer.length], ["abcdef", 6]);
  buffer.consume(2);
  assertEquals([unused(buffer), buffer.length], ["cdef", 4]);
  buffer.consume(4);
  assertEquals([unused(buffer), buffer.start, buffer.end], ["", 0, 0]);
});

Deno.test("ReadBuffer.clear() forgets all", () => {
  const buffer = new ReadBuffer();
  receive(buffer, "abc");
  buffer.clear();
  assertEquals([buffer.length, buffer.start], [0, 0]);
});

Deno.test("ReadBuffer.room() keeps an idle connection small, also after it was large", () => {
  const buffer = new ReadBuffer();
  assert(buffer.room().length <= 1024);
  receive(buffer, "x".repeat(100_000));
  buffer.consume(100_000);
  assert(buffer.room().length <= 1024);
  assert(buffer.bytes.length <= 1024);
});

Deno.test("ReadBuffer.room() is as large as asked for while nothing is unused", () => {
  const buffer = new ReadBuffer();
  assertEquals(buffer.room(65_536).length, 65_536);
  receive(buffer, "a");
  buffer.consume(1);
  assertEquals(buffer.room(65_536).length, 65_536);
});

Deno.test("ReadBuffer.room() grows for a head that does not fit, and loses none of it", () => {
  const buffer = new ReadBuffer();
  const text = Array.from({ length: 30_000 }, (_, index) => `${index}`).join().slice(0, 150_000);
  receive(buffer, text);
  assertEquals(unused(buffer), text);
  assert(buffer.bytes.length < text.length * 4);
});

Deno.test("ReadBuffer.room() moves what is unused to the front rather than grow for what is used", () => {
  const buffer = new ReadBuffer();
  for (let round = 0; round < 100; round++) {
    receive(buffer, "x".repeat(500));
    if (buffer.length > 500) buffer.consume(500);
  }
  assert(buffer.bytes.length <= 4096, `${buffer.bytes.length}`);
});

Deno.test("ReadBuffer moves few bytes for each received one, however they come", () => {
  const random = new Random(1);
  const buffer = new ReadBuffer();
  let received = 0;
  let moved = 0;
  for (let round = 0; round < 3000; round++) {
    const { bytes, start, length } = buffer;
    buffer.room();
    if (length > 0 && (buffer.bytes !== bytes || buffer.start !== start)) moved += length;
    const text = "x".repeat(1 + random.below(200));
    receive(buffer, text);
    received += text.length;
    if (random.oneIn(4)) buffer.consume(random.below(buffer.length + 1));
  }
  assert(moved <= received * 2, `${moved} bytes were moved for ${received}`);
});

Deno.test("ReadBuffer gives back the bytes that it got, in order, whatever is done to it", () => {
  const random = new Random(2);
  const buffer = new ReadBuffer();
  let expected = "";
  for (let round = 0; round < 2000; round++) {
    const text = random.text(["a", "bc", "\xff", "0123456789"], 100);
    receive(buffer, text);
    expected += text;
    const count = random.below(buffer.length + 1);
    if (random.oneIn(2)) {
      buffer.consume(count);
      expected = expected.slice(count);
    }
    if (random.oneIn(50)) buffer.consume(buffer.length);
    if (buffer.length === 0) expected = "";
    assertEquals(unused(buffer), expected);
  }
});
