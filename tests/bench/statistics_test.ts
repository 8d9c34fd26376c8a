import { assertEquals } from "@std/assert";
import { ratios, spread } from "../../bench/measuring/statistics.ts";

Deno.test("spread() gives the median, the least and the most", () => {
  const cases: readonly [values: number[], median: number, least: number, most: number][] = [
    [[3], 3, 3, 3],
    [[5, 1], 3, 1, 5],
    [[9, 1, 2], 2, 1, 9],
    [[10, 2, 1, 4], 3, 1, 10],
    [[100, 20, 3], 20, 3, 100],
  ];
  for (const [values, median, least, most] of cases) {
    assertEquals(spread(values), { median, least, most }, `${values}`);
  }
});

Deno.test("spread() of nothing is undefined", () => {
  assertEquals(spread([]), undefined);
});

Deno.test("ratios() compares round by round, as far as both came", () => {
  assertEquals(ratios([10, 30, 8], [5, 10, 4]), [2, 3, 2]);
  assertEquals(ratios([10, 30], [5]), [2]);
  assertEquals(ratios([10], [5, 10]), [2]);
  assertEquals(ratios([10, 10], [0, 5]), [2]);
  assertEquals(ratios([10], []), []);
});
