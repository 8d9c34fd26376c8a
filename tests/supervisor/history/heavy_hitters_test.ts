import { assert, assertEquals } from "@std/assert";
import { HeavyHitters } from "../../../src/supervisor/history/heavy_hitters.ts";
import { SlidingHitters } from "../../../src/supervisor/history/sliding_hitters.ts";
import { Random } from "../../_helpers/random.ts";

/** A key of a Zipf-like load: the first ones come most often. */
function zipf(random: Random, keys: number): string {
  return `/${Math.floor(keys ** ((random.below(1 << 30) + 1) / (1 << 30))) - 1}`;
}

Deno.test("HeavyHitters holds what Space-Saving promises, whatever comes", () => {
  for (const [seed, capacity, keys] of [[1, 1, 5], [2, 10, 10], [3, 10, 1000], [4, 100, 5000], [5, 7, 2]]) {
    const random = new Random(seed ?? 0);
    const hitters = new HeavyHitters(capacity ?? 0);
    const counts = new Map<string, number>();
    let total = 0;
    for (let n = 0; n < 20_000; n++) {
      const key = zipf(random, keys ?? 0);
      const weight = 1 + random.below(3);
      hitters.add({ key, weight });
      counts.set(key, (counts.get(key) ?? 0) + weight);
      total += weight;
    }
    const found = new Map([...hitters.hitters()].map((hitter) => [hitter.key, hitter]));
    assertEquals([hitters.size, found.size], [Math.min(capacity ?? 0, counts.size), hitters.size]);
    assertEquals(found.values().reduce((sum, { count }) => sum + count, 0), total);
    for (const [key, count] of counts) {
      const hitter = found.get(key);
      if (hitter === undefined) assert(count <= hitters.unseen, `${key} came ${count} times`);
      else assert(hitter.count >= count && hitter.count - hitter.error <= count, JSON.stringify(hitter));
      if (count > total / (capacity ?? 0)) assert(hitter !== undefined, `${key} is not there`);
    }
  }
});

Deno.test("HeavyHitters keeps the last note that was given, and none of another key", () => {
  const hitters = new HeavyHitters(1);
  hitters.add({ key: "a", weight: 1, note: "one" });
  hitters.add({ key: "a", weight: 1 });
  assertEquals([...hitters.hitters()].map(({ note }) => note), ["one"]);
  hitters.add({ key: "b", weight: 1 });
  assertEquals([...hitters.hitters()].map(({ key, count, error, note }) => [key, count, error, note]), [
    ["b", 3, 2, undefined],
  ]);
});

Deno.test("SlidingHitters.top() is right within its error over all slices, and forgets old ones", () => {
  const window = { slice: 1000, slices: 5 };
  const random = new Random(9);
  const hitters = new SlidingHitters(50, window);
  const counts: Map<string, number>[] = [];
  for (let slice = 0; slice < 20; slice++) {
    const inSlice = new Map<string, number>();
    counts.push(inSlice);
    for (let n = 0; n < 5000; n++) {
      const key = zipf(random, 2000);
      hitters.add({ key, weight: 1 }, slice * 1000 + random.below(1000));
      inSlice.set(key, (inSlice.get(key) ?? 0) + 1);
    }
    const top = hitters.top(10, slice * 1000 + 999);
    assertEquals(top.length, 10);
    for (const { key, count, error } of top) {
      const real = counts.slice(-5).reduce((sum, one) => sum + (one.get(key) ?? 0), 0);
      assert(Math.abs(count - real) <= error, `${key} came ${real} times, not ${count} ± ${error}`);
    }
    assertEquals(top[0]?.key, "/0");
    assert(hitters.size <= 250);
  }
  assertEquals(hitters.top(10, 24_000), []);
  assertEquals(hitters.size, 0);
});
