import { assertEquals } from "@std/assert";
import { Watchdog } from "../../src/supervisor/watchdog.ts";

/** A watchdog over workers whose heartbeats a test sets, and whom it accused. */
function watched(workers: number): { watchdog: Watchdog; beats: number[]; accused: number[] } {
  const beats = Array.from({ length: workers }, () => 0);
  const accused: number[] = [];
  const watchdog = new Watchdog({ heartbeats: () => beats, stuck: (place) => accused.push(place) });
  return { watchdog, beats, accused };
}

function look(watchdog: Watchdog, times: number, before: () => void = () => {}): void {
  for (let time = 0; time < times; time++) {
    before();
    watchdog.look();
  }
}

Deno.test("Watchdog.look() accuses a worker after ten silent looks in a row, once", () => {
  const { watchdog, accused } = watched(1);
  look(watchdog, 10);
  assertEquals(accused, []);
  look(watchdog, 1);
  assertEquals(accused, [0]);
  look(watchdog, 50);
  assertEquals(accused, [0]);
});

Deno.test("Watchdog.look() accuses only the silent one", () => {
  const { watchdog, beats, accused } = watched(3);
  look(watchdog, 40, () => {
    beats[0] = (beats[0] ?? 0) + 500;
    beats[2] = (beats[2] ?? 0) + 500;
  });
  assertEquals(accused, [1]);
});

Deno.test("Watchdog.look() begins to count anew at every sign of life", () => {
  const { watchdog, beats, accused } = watched(1);
  for (let sign = 1; sign < 10; sign++) {
    beats[0] = sign;
    look(watchdog, 10);
  }
  assertEquals(accused, []);
  look(watchdog, 1);
  assertEquals(accused, [0]);
});

Deno.test("Watchdog.look() takes a clock that was set back for a sign of life", () => {
  const { watchdog, beats, accused } = watched(1);
  let now = 1e12;
  look(watchdog, 30, () => beats[0] = now -= 1000);
  assertEquals(accused, []);
});

Deno.test("Watchdog.look() can accuse a worker again after it came back to life", () => {
  const { watchdog, beats, accused } = watched(1);
  look(watchdog, 20);
  beats[0] = 1;
  look(watchdog, 20);
  assertEquals(accused, [0, 0]);
});

Deno.test("Watchdog.start() looks by itself, until stop()", async () => {
  const looks = Promise.withResolvers<void>();
  const watchdog = new Watchdog({
    heartbeats: () => {
      looks.resolve();
      return [];
    },
    stuck: () => {},
  });
  watchdog.start();
  await looks.promise;
  // A timer that goes on is what the sanitizer of this test would find.
  watchdog.stop();
});
