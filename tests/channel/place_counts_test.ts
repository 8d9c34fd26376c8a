import { assert, assertEquals } from "@std/assert";
import { makePlaceMemory, MOST_PLACE_KINDS, PlaceCounts } from "../../src/channel/place_counts.ts";

function countsOf(workers: number): PlaceCounts[] {
  const memory = makePlaceMemory(workers);
  return Array.from({ length: workers }, (_, index) => new PlaceCounts(memory, index));
}

Deno.test("PlaceCounts.enter() and leave() count each kind over all workers", () => {
  const [first, second] = countsOf(2);
  assert(first !== undefined && second !== undefined);
  const last = MOST_PLACE_KINDS - 1;
  assertEquals([first.enter(0), second.enter(0), first.enter(last), second.enter(last)], [1, 2, 1, 2]);
  first.leave(0);
  assertEquals([second.enter(0), first.enter(1)], [2, 1]);
});

Deno.test("PlaceCounts.clear() forgets what one worker took", () => {
  const [first, second] = countsOf(2);
  assert(first !== undefined && second !== undefined);
  for (const counts of [first, second, second]) counts.enter(3);
  second.clear();
  assertEquals(first.enter(3), 2);
});
