import { assert, assertEquals } from "@std/assert";
import { FailedTries, makeTryMemory } from "../../src/channel/failed_tries.ts";

/** A count of tries, another one of the same table, and their clock. */
function triesAt(start: number) {
  const clock = { now: start };
  const memory = makeTryMemory();
  const make = () => new FailedTries(memory, () => clock.now);
  return { tries: make(), other: make(), memory, pass: (time: number) => clock.now += time };
}

const START = 1_700_000_000_000;
const [A, B] = ["192.0.2.1", "192.0.2.2"];

Deno.test("FailedTries lets a client mistype, and then wait longer and longer", () => {
  const { tries, pass } = triesAt(START);
  for (let count = 0; count < 5; count++) assertEquals(tries.begin(A), 0);
  const waits: number[] = [];
  for (let count = 0; count < 140; count++) {
    const wait = tries.wait(A);
    waits.push(wait);
    assertEquals(tries.begin(A), wait);
    pass(wait - 1);
    assertEquals(tries.begin(A), 1);
    pass(1);
    assertEquals(tries.begin(A), 0);
  }
  const doubling = [1, 2, 4, 8, 16, 32, 64, 128, 256].map((seconds) => seconds * 1000);
  assertEquals(waits, [...doubling, ...new Array<number>(131).fill(300_000)]);
  assertEquals(tries.begin(B), 0);
});

Deno.test("FailedTries takes a right try back, but not the wrong ones before it", () => {
  const { tries } = triesAt(START);
  tries.takeBack(A);
  for (let count = 0; count < 4; count++) tries.begin(A);
  for (let count = 0; count < 10; count++) {
    assertEquals(tries.begin(A), 0);
    tries.takeBack(A);
  }
  assertEquals(tries.begin(A), 0);
  assertEquals(tries.begin(A), 1000);
  tries.takeBack(A);
  assertEquals(tries.begin(A), 0);
  assertEquals(tries.begin(A), 1000);
});

Deno.test("FailedTries forgets a client that has not tried for a while, and what a clock far ahead has written", () => {
  const { tries, pass } = triesAt(START);
  for (let count = 0; count < 5; count++) tries.begin(A);
  pass(500.5);
  assertEquals(tries.begin(A), 500);
  pass(15 * 60 * 1000);
  for (let count = 0; count < 5; count++) assertEquals(tries.begin(A), 0);
  pass(-24 * 3_600_000);
  for (let count = 0; count < 5; count++) assertEquals(tries.begin(A), 0);
  assertEquals(tries.begin(A), 1000);
});

Deno.test("FailedTries counts over all workers, an IPv6 /64 as one client, others apart", () => {
  const { tries, other } = triesAt(START);
  for (let count = 0; count < 5; count++) {
    assertEquals((count % 2 === 0 ? tries : other).begin(`2001:db8::${count + 1}`), 0);
  }
  assertEquals([tries.begin("2001:db8::9"), other.begin("2001:db8::a")], [1000, 1000]);
  assertEquals([other.begin("2001:db8:0:1::1"), tries.begin(A)], [0, 0]);
  other.takeBack("2001:db8::1");
  assertEquals(tries.begin("2001:db8::1"), 0);
});

Deno.test("FailedTries holds a million clients in memory that does not grow, and most of them apart", () => {
  const { tries, memory } = triesAt(START);
  const { byteLength } = memory;
  let waiting = 0;
  for (let address = 0; address < 1_000_000; address++) {
    if (tries.begin(`10.${address >> 16}.${(address >> 8) & 255}.${address & 255}`) > 0) waiting++;
  }
  assertEquals([memory.byteLength, byteLength < 3_000_000], [byteLength, true]);
  // Four a slot: those that come fifth or later to theirs wait.
  assert(waiting < 400_000, String(waiting));
  const { tries: fewer } = triesAt(START);
  let early = 0;
  for (let address = 0; address < 10_000; address++) {
    for (let count = 0; count < 5; count++) {
      if (fewer.begin(`10.0.${address >> 8}.${address & 255}`) > 0) early++;
    }
  }
  assert(early < 2000, `${early} of 50,000 tries had to wait for another client's`);
});
