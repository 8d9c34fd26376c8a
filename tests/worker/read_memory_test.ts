import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { READ_SIZE, ReadMemory } from "../../src/worker/read_memory.ts";

Deno.test("ReadMemory.take() lends pieces that do not overlap", () => {
  const memory = new ReadMemory();
  const pieces = Array.from({ length: 600 }, () => memory.take());
  pieces.forEach((piece, index) => piece.fill(index % 256));
  pieces.forEach((piece, index) => {
    assertEquals(piece.length, READ_SIZE);
    assert(piece.every((byte) => byte === index % 256), `piece ${index}`);
  });
});

Deno.test("ReadMemory.give() has a piece lent again, so that memory does not grow with the connections that were", () => {
  const memory = new ReadMemory();
  const blocks = new Set<ArrayBuffer>();
  for (let round = 0; round < 1000; round++) {
    const piece = memory.take();
    blocks.add(piece.buffer);
    memory.give(piece);
  }
  assertEquals(blocks.size, 1);
  const first = memory.take();
  memory.give(first);
  assertStrictEquals(memory.take(), first);
});
