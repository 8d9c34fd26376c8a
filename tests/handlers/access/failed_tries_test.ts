import { assert, assertEquals } from "@std/assert";
import { FailedTries } from "../../../src/handlers/access/failed_tries.ts";

/** A count of tries, and its clock. */
function triesAt(start: number, most?: number): { tries: FailedTries; pass: (time: number) => void } {
  let time = start;
  const tries = new FailedTries({ now: () => time, ...(most !== undefined && { most }) });
  return { tries, pass: (passed) => time += passed };
}

Deno.test("FailedTries lets a client mistype, and then wait longer and longer", () => {
  const { tries, pass } = triesAt(1_000_000);
  for (let count = 0; count < 5; count++) assertEquals(tries.begin("a"), 0);
  const waits: number[] = [];
  for (let count = 0; count < 12; count++) {
    const wait = tries.begin("a");
    waits.push(wait);
    pass(wait - 1);
    assertEquals(tries.begin("a"), 1);
    pass(1);
    assertEquals(tries.begin("a"), 0);
  }
  assertEquals(waits, [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300].map((seconds) => seconds * 1000));
  assertEquals(tries.begin("b"), 0);
});

Deno.test("FailedTries takes a right try back, but not the wrong ones before it", () => {
  const { tries } = triesAt(0);
  tries.begin("a");
  tries.takeBack("a");
  assertEquals(tries.size, 0);
  for (let count = 0; count < 4; count++) tries.begin("a");
  for (let count = 0; count < 10; count++) {
    assertEquals(tries.begin("a"), 0);
    tries.takeBack("a");
  }
  assertEquals(tries.begin("a"), 0);
  assertEquals(tries.begin("a"), 1000);
  tries.takeBack("nobody");
});

Deno.test("FailedTries forgets a client that has not tried for a while", () => {
  const { tries, pass } = triesAt(0);
  for (let count = 0; count < 5; count++) tries.begin("a");
  assertEquals(tries.begin("a"), 1000);
  pass(15 * 60 * 1000);
  for (let count = 0; count < 5; count++) assertEquals(tries.begin("a"), 0);
});

Deno.test("FailedTries remembers ten thousand of a million clients, those that tried last", () => {
  const { tries, pass } = triesAt(0);
  let most = 0;
  for (let address = 0; address < 1_000_000; address++) {
    pass(1);
    tries.begin(`10.${address >> 16}.${(address >> 8) & 255}.${address & 255}`);
    most = Math.max(most, tries.size);
  }
  assertEquals(most, 10_000);
});

Deno.test("FailedTries forgets the client that tried least recently first", () => {
  const { tries } = triesAt(0, 2);
  for (let count = 0; count < 5; count++) tries.begin("a");
  tries.begin("b");
  tries.begin("c");
  assertEquals(tries.size, 2);
  assertEquals(tries.begin("a"), 0);
  for (let count = 0; count < 5; count++) tries.begin("a");
  assert(tries.begin("a") > 0);
});
