import { assert, assertEquals } from "@std/assert";
import { Deadlines, type Timed } from "../../src/worker/deadlines.ts";

/** Counts how often it was told. */
class Waiting implements Timed {
  expired = 0;
  constructor(public deadline: number) {}
  expire(): void {
    this.expired++;
  }
}

Deno.test("Deadlines.sweep() tells those whose moment is over, and no others", () => {
  const deadlines = new Deadlines();
  const [over, later, never] = [0, deadlines.now + 60_000, Infinity].map((deadline) => new Waiting(deadline));
  assert(over !== undefined && later !== undefined && never !== undefined);
  for (const timed of [over, later, never]) deadlines.add(timed);
  deadlines.sweep();
  assertEquals([over.expired, later.expired, never.expired], [1, 0, 0]);
  later.deadline = deadlines.now;
  over.deadline = Infinity;
  deadlines.sweep();
  assertEquals([over.expired, later.expired, never.expired], [1, 1, 0]);
});

Deno.test("Deadlines.sweep() does not tell what was taken out, nor one twice that was added twice", () => {
  const deadlines = new Deadlines();
  const [gone, twice] = [new Waiting(0), new Waiting(0)];
  for (const timed of [gone, twice, twice]) deadlines.add(timed);
  deadlines.delete(gone);
  deadlines.sweep();
  assertEquals([gone.expired, twice.expired], [0, 1]);
});

Deno.test("Deadlines.sweep() lets what expires take itself and others out, and add new ones", () => {
  const deadlines = new Deadlines();
  const others = [new Waiting(0), new Waiting(0)];
  const added = new Waiting(Infinity);
  const first: Timed = {
    deadline: 0,
    expire: () => {
      deadlines.delete(first);
      for (const other of others) deadlines.delete(other);
      deadlines.add(added);
    },
  };
  deadlines.add(first);
  for (const other of others) deadlines.add(other);
  deadlines.sweep();
  added.deadline = 0;
  deadlines.sweep();
  assertEquals([others.map(({ expired }) => expired), added.expired], [[0, 0], 1]);
});

Deno.test("Deadlines.now is the monotonic time of the last sweep", () => {
  const before = performance.now();
  const deadlines = new Deadlines();
  assert(deadlines.now >= before && deadlines.now <= performance.now());
  const made = deadlines.now;
  for (let turn = 0; turn < 1e6 && performance.now() === made; turn++);
  assertEquals(deadlines.now, made);
  deadlines.sweep();
  assert(deadlines.now > made && deadlines.now <= performance.now());
});

Deno.test("Deadlines.start() sweeps and gives a sign of life, until stop()", async () => {
  const ticked = Promise.withResolvers<void>();
  const deadlines = new Deadlines(ticked.resolve);
  const told = Promise.withResolvers<void>();
  deadlines.add({ deadline: 0, expire: told.resolve });
  deadlines.start();
  await Promise.all([ticked.promise, told.promise]);
  // A timer that goes on is what the sanitizer of this test would find.
  deadlines.stop();
});
