import { assertEquals, assertThrows } from "@std/assert";
import { CounterRow } from "../../src/channel/counters.ts";
import { type SummedName, Totals } from "../../src/supervisor/totals.ts";

const SUMMED: readonly SummedName[] = [
  "accepted",
  "requests",
  "answers1xx",
  "answers2xx",
  "answers3xx",
  "answers4xx",
  "answers5xx",
  "bytesSent",
];

Deno.test("Totals.sum() adds up what the workers write to its memory", () => {
  const totals = new Totals(3);
  for (const name of SUMMED) {
    assertEquals(totals.sum(name), 0);
    for (const index of [0, 1, 2]) new CounterRow(totals.memory, index).add(name, 10 ** index);
    assertEquals(totals.sum(name), 111, name);
  }
});

Deno.test("Totals.row() gives a worker's row by its number, from 1", () => {
  const totals = new Totals(2);
  new CounterRow(totals.memory, 1).set("requests", 5);
  assertEquals([totals.row(1).get("requests"), totals.row(2).get("requests")], [0, 5]);
  for (const index of [0, 3, -1, 1.5]) {
    assertThrows(() => totals.row(index), RangeError, `no worker ${index}`);
  }
});

Deno.test("Totals.connections adds up the open ones of all workers", () => {
  const totals = new Totals(2);
  totals.row(1).add("connections", 3);
  totals.row(2).add("connections", 4);
  totals.row(2).add("connections", -1);
  assertEquals(totals.connections, 6);
});

Deno.test("Totals.retire() keeps the sums of a dead worker, and none of what it had open", () => {
  const totals = new Totals(2);
  for (const name of SUMMED) for (const index of [1, 2]) totals.row(index).set(name, index);
  totals.row(1).set("connections", 9);
  totals.row(1).set("cacheBytes", 9);
  totals.retire(1);
  assertEquals(SUMMED.map((name) => totals.sum(name)), SUMMED.map(() => 3));
  assertEquals([totals.connections, totals.row(1).get("cacheBytes"), totals.row(1).get("requests")], [
    0,
    0,
    0,
  ]);

  totals.row(1).add("requests", 10);
  totals.retire(1);
  totals.row(1).add("requests", 100);
  assertEquals(totals.sum("requests"), 113);
});
