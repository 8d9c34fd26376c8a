import { assertEquals } from "@std/assert";
import { Turn, TurnMemory } from "../../src/files/turn.ts";

/** Has something run as a request does: in a microtask of its own. */
function later(run: () => void): Promise<void> {
  return Promise.resolve().then(run);
}

Deno.test("Turn.enter() gives one number to all that was queued before the first look", async () => {
  const turn = new Turn();
  const numbers: number[] = [];
  await Promise.all([1, 2, 3].map(() => later(() => numbers.push(turn.enter()))));
  assertEquals(numbers, [0, 0, 0]);
});

Deno.test("Turn.enter() gives another number to what is queued after the first look", async () => {
  const turn = new Turn();
  const seen: [string, number][] = [];
  const see = (who: string) => seen.push([who, turn.enter()]);
  await Promise.all([
    later(() => {
      see("first");
      // As a read does that finds its bytes at once: they may have come after the look.
      void later(() => see("eager"));
    }),
    later(() => see("second")),
  ]);
  await Promise.resolve();
  assertEquals(seen, [["first", 0], ["second", 0], ["eager", 1]]);
});

Deno.test("Turn.enter() counts a turn only where somebody looks", async () => {
  const turn = new Turn();
  assertEquals(turn.enter(), 0);
  for (let round = 0; round < 10; round++) await Promise.resolve();
  assertEquals([turn.enter(), turn.enter()], [1, 1]);
  await Promise.resolve();
  assertEquals(turn.enter(), 2);
});

Deno.test("TurnMemory keeps what was found until the turn is over", async () => {
  const memory = new TurnMemory<string>(new Turn());
  assertEquals(memory.get("a"), undefined);
  memory.set("a", "A");
  assertEquals([memory.get("a"), memory.get("b")], ["A", undefined]);
  await Promise.resolve();
  assertEquals(memory.get("a"), undefined);
});
