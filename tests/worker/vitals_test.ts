import { assert, assertEquals } from "@std/assert";
import { Vitals } from "../../src/worker/vitals.ts";

Deno.test("Vitals tells requests a second of the last beats, the worst lag, and memory", () => {
  const vitals = new Vitals(3, 500);
  assertEquals([vitals.now.index, vitals.now.rate, vitals.now.lag], [3, 0, 0]);
  let time = 0;
  const beat = (after: number, requests: number) => vitals.beat(time += after, requests);
  beat(500, 0);
  beat(620, 1000);
  for (let requests = 1100; requests <= 1500; requests += 100) beat(500, requests);
  assertEquals([vitals.now.rate, vitals.now.lag], [200, 120]);
  for (let more = 0; more < 20; more++) beat(500, 1500);
  assertEquals([vitals.now.rate, vitals.now.lag], [0, 0]);
  assert(vitals.now.memory > 0);
});
