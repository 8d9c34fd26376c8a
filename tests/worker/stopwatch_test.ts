import { assert, assertEquals } from "@std/assert";
import { Stopwatch } from "../../src/worker/stopwatch.ts";

Deno.test("Stopwatch.begin() is the end of the last request in the same turn, and the time in another one", async () => {
  const stopwatch = new Stopwatch();
  const first = stopwatch.begin();
  assert(Math.abs(performance.now() - first) < 60_000);
  const end = stopwatch.end();
  assert(end >= first);
  assertEquals([stopwatch.begin(), stopwatch.begin()], [end, end]);
  await Promise.resolve();
  const start = performance.now();
  while (performance.now() === start);
  assert(stopwatch.begin() > end);
});
