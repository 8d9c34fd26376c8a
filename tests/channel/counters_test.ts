import { assert, assertEquals } from "@std/assert";
import { CounterRow, COUNTERS, makeCounterMemory } from "../../src/channel/counters.ts";

function rowsOf(count: number): CounterRow[] {
  const memory = makeCounterMemory(count);
  return Array.from({ length: count }, (_, index) => new CounterRow(memory, index));
}

Deno.test("CounterRow.add() and CounterRow.set() touch one counter of one row", () => {
  const [first, second] = rowsOf(2);
  assert(first !== undefined && second !== undefined);
  for (const name of COUNTERS) {
    first.set(name, 5);
    first.add(name, 2);
    first.add(name, -3);
    assertEquals(first.get(name), 4, name);
    assertEquals(
      COUNTERS.map((other) => first.get(other)),
      COUNTERS.map((other) => other === name ? 4 : 0),
      name,
    );
    assertEquals(COUNTERS.map((other) => second.get(other)), COUNTERS.map(() => 0), name);
    first.set(name, 0);
  }
});

Deno.test("CounterRow counts beyond 32 bits exactly", () => {
  const [row] = rowsOf(1);
  row?.set("bytesSent", 2 ** 52);
  row?.add("bytesSent", 1);
  assertEquals(row?.get("bytesSent"), 2 ** 52 + 1);
});

Deno.test("CounterRow.addAnswer() counts a request and its class", () => {
  const classes = ["answers1xx", "answers2xx", "answers3xx", "answers4xx", "answers5xx"] as const;
  for (const [index, name] of classes.entries()) {
    const [row] = rowsOf(1);
    assert(row !== undefined);
    const hundred = (index + 1) * 100;
    for (const status of [hundred, hundred + 4, hundred + 99]) row.addAnswer(status);
    assertEquals(row.get("requests"), 3);
    assertEquals(classes.map((other) => row.get(other)), classes.map((other) => other === name ? 3 : 0));
  }
});

Deno.test("CounterRow.addAnswer() counts failures apart from what a client asked too much for", () => {
  const [row] = rowsOf(1);
  assert(row !== undefined);
  for (const status of [200, 404, 500, 501, 502, 503, 504, 505]) row.addAnswer(status);
  assertEquals([row.get("failures"), row.get("answers5xx")], [4, 6]);
});

Deno.test("CounterRow.clear() sets every counter of its row to 0 and leaves the others", () => {
  const [first, second] = rowsOf(2);
  assert(first !== undefined && second !== undefined);
  for (const name of COUNTERS) {
    first.set(name, 1);
    second.set(name, 1);
  }
  first.clear();
  assertEquals(COUNTERS.map((name) => first.get(name)), COUNTERS.map(() => 0));
  assertEquals(COUNTERS.map((name) => second.get(name)), COUNTERS.map(() => 1));
});

Deno.test("CounterRow is seen by whoever has the same memory", () => {
  const memory = makeCounterMemory(3);
  new CounterRow(memory, 1).set("connections", 7);
  assertEquals([0, 1, 2].map((index) => new CounterRow(memory, index).get("connections")), [0, 7, 0]);
});

Deno.test("makeCounterMemory() gives each row cache lines of its own", () => {
  for (const rows of [1, 2, 256]) {
    const { byteLength } = makeCounterMemory(rows);
    assertEquals(byteLength % (rows * 64), 0);
    assert(byteLength / rows >= COUNTERS.length * 8);
  }
});
