import { assert, assertEquals } from "@std/assert";
import { HistogramRow } from "../../src/channel/histogram.ts";
import { RecentDurations } from "../../src/supervisor/recent_durations.ts";
import { Totals } from "../../src/supervisor/totals.ts";
import { Random } from "../_helpers/random.ts";

/** The error that is promised. */
const ERROR = 0.0625;

function counted() {
  const totals = new Totals(2);
  const clock = { now: 0 };
  return { totals, clock, recent: new RecentDurations(() => totals.durations, () => clock.now) };
}

Deno.test("RecentDurations.lastMinute agrees with the sorted durations of the last minute, a look more at most", () => {
  const { totals, clock, recent } = counted();
  const random = new Random(12);
  const rows = [0, 1].map((index) => new HistogramRow(totals.durationMemory, index));
  const all: { readonly at: number; readonly duration: number }[] = [];
  for (let second = 0; second < 300; second++) {
    clock.now += 1000;
    if (second % 5 === 4) recent.looks.look();
    // Slow in the beginning, and slower at times.
    const power = second < 100 ? 5000 : second % 97 === 0 ? 6000 : 3000;
    for (let count = 0; count < 40; count++) {
      const duration = 10 ** (random.below(power) / 1000 - 3);
      all.push({ at: clock.now, duration });
      rows[count % 2]?.add(duration);
    }
    // A worker that dies takes nothing along.
    if (second % 50 === 0) totals.retire(1);
    const told = recent.lastMinute;
    // What comes in the second of a look comes behind it.
    const since = Math.floor((clock.now - 60_000) / 5000) * 5000;
    const right = all.filter(({ at }) => at >= since).map(({ duration }) => duration).sort((a, b) => a - b);
    for (const share of [0.5, 0.9, 0.99]) {
      const exact = right[Math.ceil(right.length * share) - 1] ?? 0;
      assert(
        Math.abs(told.percentile(share) - exact) <= exact * ERROR + 0.001,
        `${second}: ${told.percentile(share)} for ${exact}`,
      );
    }
    const longest = right.at(-1) ?? 0;
    assert(Math.abs(told.max - longest) <= longest * ERROR + 0.001, `${second}: ${told.max} for ${longest}`);
  }
});

Deno.test("RecentDurations.lastMinute is of nothing when nothing was answered in it", () => {
  const { totals, clock, recent } = counted();
  assertEquals([recent.lastMinute.max, recent.lastMinute.percentile(0.5)], [0, 0]);
  new HistogramRow(totals.durationMemory, 0).add(7);
  assertEquals(recent.lastMinute.max, 7);
  recent.looks.look();
  clock.now = 59_999;
  recent.looks.look();
  assertEquals(recent.lastMinute.max, 7);
  clock.now = 60_000;
  assertEquals([recent.lastMinute.max, recent.lastMinute.percentile(0.5)], [0, 0]);
  assertEquals(totals.durations.max, 7);
});
