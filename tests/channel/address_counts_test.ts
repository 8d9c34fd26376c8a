import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { AddressCounts, makeAddressMemory } from "../../src/channel/address_counts.ts";

function countsOf(workers: number): AddressCounts[] {
  const memory = makeAddressMemory(workers);
  return Array.from({ length: workers }, (_, index) => new AddressCounts(memory, index));
}

Deno.test("AddressCounts.enter() and leave() count an address over all workers", () => {
  const [first, second] = countsOf(2);
  assert(first !== undefined && second !== undefined);
  assertEquals([first.enter("192.0.2.1"), second.enter("192.0.2.1"), first.enter("192.0.2.1")], [1, 2, 3]);
  first.leave("192.0.2.1");
  assertEquals(second.enter("192.0.2.1"), 3);
  for (const counts of [first, second, second]) counts.leave("192.0.2.1");
  assertEquals([first.enter("192.0.2.1"), first.enter("2001:db8::1"), second.enter("2001:db8::2")], [
    1,
    1,
    2,
  ]);
});

Deno.test("AddressCounts.clear() forgets what one worker counted", () => {
  const [first, second, third] = countsOf(3);
  assert(first !== undefined && second !== undefined && third !== undefined);
  for (const counts of [first, second, second, third]) counts.enter("192.0.2.1");
  second.clear();
  assertEquals(first.enter("192.0.2.1"), 3);
  assertEquals(second.enter("192.0.2.1"), 4);
});

Deno.test("AddressCounts gives nearly every address a slot of its own", () => {
  const [counts] = countsOf(1);
  assert(counts !== undefined);
  const addresses = Array.from({ length: 1000 }, (_, index) => `10.0.${index >> 8}.${index & 255}`);
  const shared = addresses.filter((address) => counts.enter(address) > 1);
  // 65,536 slots for 1,000 addresses: 8 are expected to meet another one.
  assert(shared.length < 40, `${shared.length} of ${addresses.length}`);
});

Deno.test("makeAddressMemory() makes other neighbours each time, so that nobody can look for his", () => {
  const addresses = Array.from({ length: 3000 }, (_, index) => `10.1.${index >> 8}.${index & 255}`);
  const meeting = () => {
    const [counts] = countsOf(1);
    return addresses.filter((address) => (counts?.enter(address) ?? 0) > 1).join();
  };
  assertNotEquals(meeting(), meeting());
});
