import { assert, assertEquals } from "@std/assert";
import {
  bucketOf,
  Durations,
  HistogramRow,
  makeHistogramMemory,
  middleOf,
} from "../../src/channel/histogram.ts";
import { Random } from "../_helpers/random.ts";

/** The error that the module promises. */
const ERROR = 0.0625;

function durationsOf(...rows: readonly HistogramRow[]): Durations {
  const sum = new Durations();
  for (const row of rows) row.addTo(sum);
  return sum;
}

Deno.test("bucketOf() and middleOf() are within 6.25 % of each other, and buckets rise with values", () => {
  let before = -1;
  for (let value = 0; value < 2 ** 31; value = value < 5000 ? value + 1 : Math.floor(value * 1.0007)) {
    const bucket = bucketOf(value);
    assert(bucket === before || bucket === before + 1, `${value}`);
    before = bucket;
    assert(Math.abs(middleOf(bucket) - value) <= value * ERROR, `${value} ${middleOf(bucket)}`);
  }
});

Deno.test("Durations.percentile() agrees with the sorted durations, over several rows", () => {
  const random = new Random(7);
  const memory = makeHistogramMemory(3);
  const rows = [0, 1, 2].map((index) => new HistogramRow(memory, index));
  const all: number[] = [];
  for (let count = 0; count < 20_000; count++) {
    const duration = 10 ** (random.below(6000) / 1000 - 3);
    all.push(duration);
    rows[count % 3]?.add(duration);
  }
  all.sort((a, b) => a - b);
  const durations = durationsOf(...rows);
  for (const share of [0.01, 0.5, 0.9, 0.99, 0.999, 1]) {
    const right = all[Math.ceil(all.length * share) - 1] ?? 0;
    const told = durations.percentile(share);
    // Whole microseconds are counted.
    assert(Math.abs(told - right) <= right * ERROR + 0.001, `${share}: ${told} for ${right}`);
  }
  assertEquals(durations.max, all.at(-1));
});

Deno.test("Durations.percentile() is 0 of none, and no more than the longest", () => {
  const row = new HistogramRow(makeHistogramMemory(1), 0);
  assertEquals([durationsOf(row).percentile(0.5), durationsOf(row).max], [0, 0]);
  row.add(1.001);
  assertEquals(
    [durationsOf(row).percentile(0.5), durationsOf(row).percentile(1)],
    [1.001, 1.001].map(() => durationsOf(row).percentile(0.5)),
  );
  assert(durationsOf(row).percentile(1) <= 1.001);
});

Deno.test("HistogramRow.add() counts whatever time it is given, and clear() forgets it", () => {
  const row = new HistogramRow(makeHistogramMemory(1), 0);
  for (const duration of [0, 0.0004, 1e12]) row.add(duration);
  assertEquals(durationsOf(row).counts.reduce((sum, count) => sum + count), 3);
  row.clear();
  assertEquals(durationsOf(row).counts.reduce((sum, count) => sum + count), 0);
});
