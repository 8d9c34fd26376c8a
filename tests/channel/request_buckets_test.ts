import { assert, assertEquals } from "@std/assert";
import { makeBucketMemory, RequestBuckets } from "../../src/channel/request_buckets.ts";

/** Buckets with a clock in milliseconds that the test moves. */
function bucketsAt(start = 1_700_000_000_000) {
  const memory = makeBucketMemory();
  const clock = { now: start };
  const make = () => new RequestBuckets(memory, () => clock.now * 1_000_000);
  return { memory, clock, make, buckets: make() };
}

function takeMany(
  buckets: RequestBuckets,
  times: number,
  rate: { perSecond: number; burst: number },
): number {
  return Array.from({ length: times }, () => buckets.take("192.0.2.1", rate)).filter(Boolean).length;
}

Deno.test("RequestBuckets.take() gives the burst at once, then one for each interval", () => {
  const { buckets, clock } = bucketsAt();
  const rate = { perSecond: 10, burst: 5 };
  assertEquals(takeMany(buckets, 20, rate), 5);
  clock.now += 99;
  assertEquals(takeMany(buckets, 20, rate), 0);
  clock.now += 1;
  assertEquals(takeMany(buckets, 20, rate), 1);
  clock.now += 250;
  assertEquals(takeMany(buckets, 20, rate), 2);
  clock.now += 3_600_000;
  assertEquals(takeMany(buckets, 20, rate), 5);
});

Deno.test("RequestBuckets.take() holds the rate over a long time, however often it is asked", () => {
  for (const perSecond of [1, 3, 7, 1000]) {
    const { buckets, clock } = bucketsAt(1000);
    let taken = 0;
    for (let step = 0; step < 20_000; step++) {
      if (buckets.take("192.0.2.1", { perSecond, burst: 1 })) taken++;
      clock.now += 0.5;
    }
    assert(Math.abs(taken - Math.min(20_000, perSecond * 10)) <= 1, `${taken} at ${perSecond} a second`);
  }
});

Deno.test("RequestBuckets.take() counts over all workers, an IPv6 /64 as one client, others apart", () => {
  const { buckets, make } = bucketsAt();
  const rate = { perSecond: 1, burst: 2 };
  const other = make();
  assertEquals([buckets.take("2001:db8::1", rate), other.take("2001:db8::2", rate)], [true, true]);
  assertEquals([buckets.take("2001:db8::3", rate), other.take("2001:db8::1", rate)], [false, false]);
  assertEquals(other.take("2001:db8:0:1::1", rate), true);
});

Deno.test("RequestBuckets.take() begins anew where another rate, or a clock far ahead, has written", () => {
  const { buckets, clock } = bucketsAt();
  assertEquals(takeMany(buckets, 200, { perSecond: 1, burst: 100 }), 100);
  assertEquals(takeMany(buckets, 10, { perSecond: 10, burst: 3 }), 3);
  clock.now -= 60_000;
  assertEquals(takeMany(buckets, 10, { perSecond: 10, burst: 3 }), 3);
});

Deno.test("a million addresses leave RequestBuckets as large as it was, and known clients limited", () => {
  const { buckets, memory } = bucketsAt();
  const size = memory.byteLength;
  const rate = { perSecond: 1, burst: 1 };
  assertEquals(buckets.take("192.0.2.1", rate), true);
  let taken = 0;
  for (let index = 0; index < 1_000_000; index++) {
    if (buckets.take(`10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`, rate)) taken++;
  }
  assertEquals([memory.byteLength, size], [2_097_160, 2_097_160]);
  assertEquals(buckets.take("192.0.2.1", rate), false);
  // Each slot gives one: nearly all have an address by then.
  assert(taken > 240_000 && taken <= 262_144, `${taken}`);
});

Deno.test("RequestBuckets.take() never gives more than the burst to threads that take at once", async () => {
  const memory = makeBucketMemory();
  const source = new URL("./bucket_taker.ts", import.meta.url);
  const workers = [0, 1].map(() => new Worker(source, { type: "module" }));
  try {
    const counts = workers.map((worker) =>
      new Promise<number>((resolve) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.postMessage({ memory, tries: 20_000, rate: { perSecond: 1, burst: 10_000 } });
      })
    );
    const total = (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
    // Each second that this took has given one more.
    assert(total >= 10_000 && total < 10_060, `${total}`);
  } finally {
    for (const worker of workers) worker.terminate();
  }
});
