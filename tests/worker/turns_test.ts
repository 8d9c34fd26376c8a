import { assert, assertEquals } from "@std/assert";
import { Turns } from "../../src/worker/turns.ts";

/** Has turns taken until the thread rests: then all who ask get the same promise. */
async function untilRest(turns: Turns): Promise<{ rest: Promise<void> }> {
  const end = performance.now() + 20_000;
  while (performance.now() < end) {
    const first = turns.next();
    const second = turns.next();
    if (first === second) return { rest: first };
    await Promise.all([first, second]);
  }
  throw new Error("it never rested");
}

Deno.test("Turns.next() lets what is ready go first", async () => {
  const turns = new Turns(() => 0);
  const order: string[] = [];
  const turn = turns.next().then(() => order.push("turn"));
  await Promise.all([turn, Promise.resolve().then(() => order.push("ready"))]);
  assertEquals(order, ["ready", "turn"]);
});

Deno.test("Turns.next() rests now and then while other connections may wait, all at once, and goes on", async () => {
  const turns = new Turns(() => 3);
  turns.begin();
  turns.begin();
  for (let round = 0; round < 3; round++) {
    const { rest } = await untilRest(turns);
    const others = [turns.next(), turns.next()];
    assert(others.every((other) => other === rest));
    await rest;
  }
});

Deno.test("Turns.next() never rests while every connection is busy", async () => {
  const turns = new Turns(() => 2);
  turns.begin();
  turns.begin();
  const start = performance.now();
  // Longer than a thread with others waiting would go on.
  while (performance.now() < start + 25) {
    const [one, other] = [turns.next(), turns.next()];
    assert(one !== other, "rested");
    await Promise.all([one, other]);
  }
  turns.end();
  await (await untilRest(turns)).rest;
});
