import { assert, assertEquals, assertNotStrictEquals, assertStrictEquals } from "@std/assert";
import { OutputBuffers } from "../../src/worker/output_buffers.ts";

Deno.test("OutputBuffers.take() lends memory of at least the size, whatever it is", () => {
  const buffers = new OutputBuffers();
  for (const size of [0, 1, 4096, 4097, 300_000, 1_179_648, 1_179_649, 5_000_000]) {
    assert(buffers.take(size).length >= size, `${size}`);
  }
});

Deno.test("OutputBuffers.give() has memory lent again, to one borrower at a time", () => {
  const buffers = new OutputBuffers();
  const first = buffers.take(5000);
  buffers.give(first);
  assertStrictEquals(buffers.take(6000), first);
  assertNotStrictEquals(buffers.take(6000), first);
});

Deno.test("OutputBuffers.give() keeps a bounded amount of each size, and none of an odd one", () => {
  const buffers = new OutputBuffers();
  const lent = Array.from({ length: 20 }, () => buffers.take(1024 * 1024));
  for (const buffer of lent) buffers.give(buffer);
  const again = lent.map(() => buffers.take(1024 * 1024));
  const kept = again.filter((buffer) => lent.includes(buffer)).length;
  assert(kept >= 1 && kept < 20, `${kept} are kept`);
  const odd = new Uint8Array(5_000_000);
  buffers.give(odd);
  assertNotStrictEquals(buffers.take(5_000_000), odd);
  assertEquals(buffers.take(1).length, 4096);
});
