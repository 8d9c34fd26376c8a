import { assert, assertEquals } from "@std/assert";
import { Pace } from "../../src/worker/pace.ts";

/** A clock that only sleeping moves, a little too far as real ones do. */
function pacing(late = 0) {
  const clock = { time: 1000, slept: 0 };
  const pace = new Pace({
    now: () => clock.time,
    sleep: (milliseconds) => {
      clock.time += milliseconds + late;
      clock.slept++;
      return Promise.resolve();
    },
  });
  return { pace, clock };
}

async function send(pace: Pace, bytes: number, rate: number): Promise<number> {
  let pieces = 0;
  for (let left = bytes; left > 0; pieces++) {
    const room = await pace.room(left, rate);
    assert(room >= 1 && room <= left, `${room} of ${left}`);
    pace.spend(room);
    left -= room;
  }
  return pieces;
}

Deno.test("Pace lets a quarter of a second leave at once, and the rest at the rate", async () => {
  const cases: readonly (readonly [bytes: number, rate: number, milliseconds: number])[] = [
    [250, 1000, 0],
    [1250, 1000, 1000],
    [10_250_000, 1_000_000, 10_000],
    [3, 1, 2000],
    [1024, 8 * 2 ** 30, 0],
  ];
  for (const [bytes, rate, milliseconds] of cases) {
    const { pace, clock } = pacing();
    await send(pace, bytes, rate);
    const taken = clock.time - 1000;
    assert(taken >= milliseconds && taken <= milliseconds * 1.01 + 2, `${bytes} at ${rate}: ${taken} ms`);
  }
});

Deno.test("Pace is not slower for a clock that wakes late, within its burst", async () => {
  const { pace, clock } = pacing(20);
  await send(pace, 10_000, 1000);
  assert(clock.time - 1000 < 10_900, `${clock.time - 1000} ms`);
});

Deno.test("Pace writes four times a second at most, and fills up in a pause but no more than once", async () => {
  const { pace, clock } = pacing();
  assertEquals(await send(pace, 10_000, 1000), 40);
  clock.time += 60_000;
  const before = clock.slept;
  await send(pace, 250, 1000);
  assertEquals(clock.slept, before);
  await send(pace, 1, 1000);
  assertEquals(clock.slept, before + 1);
});

Deno.test("Pace takes up another rate at once", async () => {
  const { pace, clock } = pacing();
  await send(pace, 1000, 1000);
  const before = clock.time;
  await send(pace, 100_000, 100_000);
  assert(clock.time - before <= 1001, `${clock.time - before} ms`);
});
