import { assert, assertEquals, assertMatch } from "@std/assert";
import { bugReport } from "../../src/worker/bug_report.ts";

Deno.test("bugReport() tells what was being done, the error, and where it came from", () => {
  const [first, ...stack] = bugReport(new TypeError("x is none"), "GET /a").split("\n");
  assertEquals(first, 'bug: "GET /a": TypeError: x is none');
  assert(stack.length > 0);
  for (const line of stack) assertMatch(line, /^ {4}at \S/);
});

Deno.test("bugReport() lets nothing that a client sent act on a terminal, or pass for a line of its own", () => {
  const hostile = "/\x1b[2J\x9b31m\u202e\u200b\r\nworker 1 died\nbug: no";
  const report = bugReport(new Error(hostile), hostile);
  // deno-lint-ignore no-control-regex -- that there are none
  assertMatch(report, /^[^\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e]*$/);
  for (const line of report.split("\n").slice(1)) assertMatch(line, /^ {4}/);
});

Deno.test("bugReport() describes what is no error", () => {
  assertEquals(bugReport("lost", "a connection"), 'bug: "a connection": lost');
  assertEquals(bugReport(undefined, "a connection"), 'bug: "a connection": undefined');
});
