import { assert, assertEquals } from "@std/assert";
import { parseHttpDate } from "../../src/http/http_date.ts";
import { Clock } from "../../src/worker/clock.ts";

/** The second that a clock shows, in milliseconds since 1970. */
function shown(clock: Clock): number {
  return parseHttpDate(clock.date, Date.now()) ?? NaN;
}

function secondOf(time: number): number {
  return Math.floor(time / 1000) * 1000;
}

Deno.test("Clock shows the current second, also before it ticks", () => {
  const before = Date.now();
  const clock = new Clock();
  assert(shown(clock) >= secondOf(before) && shown(clock) <= Date.now());
  assertEquals(clock.date.length, 29);
});

Deno.test("Clock.start() shows each next second when it has begun, until stop()", async () => {
  const clock = new Clock();
  clock.start();
  try {
    const first = shown(clock);
    const deadline = performance.now() + 5000;
    while (shown(clock) === first && performance.now() < deadline) {
      await new Promise((resume) => setTimeout(resume, 5));
    }
    assertEquals(shown(clock), first + 1000);
    assert(Date.now() >= first + 1000, "it went ahead of the time");
  } finally {
    clock.stop();
  }
});

Deno.test("Clock.start() catches up at once", async () => {
  const clock = new Clock();
  const made = shown(clock);
  while (Date.now() < made + 1000) await new Promise((resume) => setTimeout(resume, 20));
  assertEquals(shown(clock), made);
  const before = Date.now();
  clock.start();
  clock.stop();
  assert(shown(clock) >= secondOf(before) && shown(clock) <= Date.now());
});
