import { assertEquals } from "@std/assert";
import { Looks } from "../../src/supervisor/looks.ts";

Deno.test("Looks finds a look by its place and by its time, among those that it holds", () => {
  let time = 0;
  const looks = new Looks({ read: () => `at ${time}`, now: () => time, every: 10, most: 4 });
  assertEquals([looks.back(0)?.at, looks.back(3)?.at, looks.before(-5)?.value], [0, 0, "at 0"]);
  for (time = 10; time <= 60; time += 10) looks.look();
  assertEquals([0, 1, 3, 4, 99].map((count) => looks.back(count)?.at), [60, 50, 30, 30, 30]);
  assertEquals([99, 60, 59, 30, 29, 0].map((moment) => looks.before(moment)?.at), [60, 60, 50, 30, 30, 30]);
});

Deno.test("Looks looks again and again from its start to its stop", async () => {
  let count = 0;
  const seen = Promise.withResolvers<void>();
  const looks = new Looks({
    read: () => {
      if (++count === 4) seen.resolve();
      return count;
    },
    now: () => 0,
    every: 1,
    most: 2,
  });
  looks.start();
  await seen.promise;
  looks.stop();
  assertEquals([looks.back(0)?.value, looks.back(1)?.value], [4, 3]);
});
