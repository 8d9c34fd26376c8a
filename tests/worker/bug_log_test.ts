import { assert, assertEquals } from "@std/assert";
import { BugLog } from "../../src/worker/bug_log.ts";

Deno.test("BugLog.report() tells each bug while they are few", () => {
  const lines: string[] = [];
  const log = new BugLog((line) => lines.push(line));
  for (let i = 0; i < 3; i++) log.report(new Error(`bug ${i}`), "GET /");
  assertEquals(lines.length, 3);
  assert(lines.every((line, i) => line.includes(`bug ${i}`) && line.includes("GET /")));
});

Deno.test("BugLog.report() tells ten of many, and the number of the others with the next one", () => {
  const lines: string[] = [];
  let now = 5;
  const log = new BugLog((line) => lines.push(line), () => now);
  for (let i = 0; i < 1000; i++) log.report(new Error("x"), "GET /");
  assertEquals(lines.length, 10);
  now += 60_000;
  log.report(new Error("the next"), "GET /");
  assertEquals(lines.length, 12);
  assert(lines[10]?.includes("990 more"));
  assert(lines[11]?.includes("the next"));
});

Deno.test("BugLog.report() tells the stack of a bug that is met again and again once a minute", () => {
  const lines: string[] = [];
  let now = 5;
  const log = new BugLog((line) => lines.push(line), () => now);
  const meet = (times: number) => {
    for (let i = 0; i < times; i++) log.report(new Error("x"), `GET /${i}`);
  };
  const wholes = () => lines.map((line) => line.includes("\n"));
  meet(3);
  assertEquals(wholes(), [true, false, false]);
  assertEquals(lines[2], 'bug: "GET /2": Error: x (where it was before)');
  log.report(new Error("from elsewhere"), "GET /");
  meet(1);
  assertEquals(wholes(), [true, false, false, true, true]);
  now += 60_000;
  meet(2);
  assertEquals(wholes().slice(5), [true, false]);
});
