import { assertEquals } from "@std/assert";
import type { OpenConnection } from "../../src/channel/questions.ts";
import { PendingAnswers } from "../../src/supervisor/pending_answers.ts";

const CONNECTION: OpenConnection = {
  id: "1-1",
  address: "127.0.0.1",
  port: 1,
  age: 0,
  state: "idle",
  active: false,
  idle: 0,
  request: undefined,
  requests: 1,
  bytes: 10,
};

Deno.test("PendingAnswers gives each who asks the answer with the id of his question", async () => {
  const pending = new PendingAnswers();
  const ids: number[] = [];
  const asked = ["first", "second"].map(() =>
    pending.ask({ kind: "connections", which: {} }, (id) => void ids.push(id))
  );
  const [first = 0, second = 0] = ids;
  pending.answered(second, [CONNECTION]);
  pending.answered(first, []);
  pending.answered(99, []);
  assertEquals(await Promise.all(asked), [[], [CONNECTION]]);
});

Deno.test("PendingAnswers answers nothing when the worker is gone, or its answer does not come", async () => {
  const pending = new PendingAnswers();
  const asked = pending.ask({ kind: "connections", which: {} }, () => pending.end());
  const late = pending.ask({ kind: "connections", which: {} }, () => {});
  assertEquals([await asked, await late], [undefined, undefined]);
});
