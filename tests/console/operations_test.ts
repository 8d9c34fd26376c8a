import { assertEquals, assertMatch } from "@std/assert";
import { consoleFixture } from "./console_fixture.ts";

Deno.test("each change says what was, what is, and how to undo it; the undoing does", async () => {
  const { run } = consoleFixture();
  const lines = [
    ["maintenance on for 15m", "maintenance: off -> on for 15m. Undo: maintenance off"],
    ["maintenance on", /^maintenance: on for \d+[ms] -> on\. Undo: maintenance on for \d+[ms]$/],
    ["maintenance on", "maintenance is on already."],
    ["maintenance off", "maintenance: on -> off. Undo: maintenance on"],
    ["maintenance off", "maintenance is off already."],
    [
      "block 203.0.113.0/24 for 10m",
      "203.0.113.0/24: let in -> blocked for 10m, 0 connections ended. Undo: unblock 203.0.113.0/24",
    ],
    [
      "block 203.0.113.0/24",
      /^203\.0\.113\.0\/24: blocked for \d+[ms] -> blocked, 0 connections ended\. Undo: block 203\.0\.113\.0\/24 for \d+[ms]$/,
    ],
    ["block 203.0.113.0/24", "203.0.113.0/24 is blocked already."],
    ["unblock 203.0.113.0/24", "203.0.113.0/24: blocked -> let in. Undo: block 203.0.113.0/24"],
    ["blocks", "Nobody is blocked."],
  ] as const;
  for (const [line, shown] of lines) {
    if (typeof shown === "string") assertEquals(await run(line), shown);
    else assertMatch(await run(line), shown);
  }
});

Deno.test("a block is the same however it is spelt, and what is let in is told to be shut out still", async () => {
  const { run } = consoleFixture();
  const lines = [
    ["block 203.0.113.9/32", /^203\.0\.113\.9: let in -> blocked,/],
    ["block ::ffff:203.0.113.9", /^203\.0\.113\.9 is blocked already\.$/],
    ["block 203.0.113.0/24", /^203\.0\.113\.0\/24: let in -> blocked,/],
    ["unblock 203.0.113.9", /^203\.0\.113\.9: blocked -> blocked with 203\.0\.113\.0\/24\./],
    [
      "unblock 203.0.113.9",
      /not blocked by itself, but with 203\.0\.113\.0\/24: 'unblock 203\.0\.113\.0\/24'/,
    ],
    ["block 2001:DB8::/32", /^2001:db8::\/32: let in -> blocked,/],
    ["unblock 2001:db8:0::/32", /^2001:db8::\/32: blocked -> let in\./],
  ] as const;
  for (const [line, shown] of lines) assertMatch(await run(line), shown);
});

Deno.test("status tells of maintenance and blocks, which keep clients from being served", async () => {
  const { run } = consoleFixture();
  await run("maintenance on; block 203.0.113.9");
  assertMatch(await run("status"), /\nmaintenance +on, ends when you end it\nblocks +1$/);
  const { intake, maintenance, blocks } = JSON.parse(await run("status --json"));
  assertEquals([intake, maintenance.until, blocks], ["accepting", null, 1]);
});

Deno.test("what cannot be is refused in words, with what was expected", async () => {
  const { run } = consoleFixture();
  const lines = [
    ["block 127.0.0.0/8", /has 127\.0\.0\.0 in it, which is yours: 'block --force'/],
    ["block 10.1.2.3/8", /Did you mean 10\.0\.0\.0\/8\?\nUsage: block /],
    ["block example.org", /is not an address or a block\.\nUsage: block /],
    ["unblock 203.0.113.9", /is not blocked: 'blocks' lists what is/],
    ["maintenance maybe", /is neither on nor off\.\nUsage: maintenance /],
    ["maintenance off for 5m", /takes no time/],
    ["pause", /does not listen, it is stopped: 'listen' comes first/],
    ["restart", /does not listen, it is stopped/],
    ["root -", /does not listen, it is stopped/],
    ["workers 0", /is not a number of workers: 1 is the least\.\nUsage: workers /],
    ["kill everybody", /is not an id, an address, a block, active, a state or idle>60s\.\nUsage: kill /],
  ] as const;
  for (const [line, shown] of lines) assertMatch(await run(line), shown);
  assertEquals(await run("workers"), "Not started.");
});
