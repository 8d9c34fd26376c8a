import { assertEquals, assertMatch } from "@std/assert";
import { consoleFixture } from "./console_fixture.ts";

Deno.test("each change says what was, what is, and how to undo it; the undoing does", async () => {
  const { run } = consoleFixture();
  const lines = [
    ["maintenance on for 15m", "maintenance: off -> on for 15m. Undo: maintenance off"],
    ["maintenance off", "maintenance: on -> off. Undo: maintenance on"],
    [
      "block 203.0.113.0/24 for 10m",
      "203.0.113.0/24: let in -> blocked for 10m, 0 connections ended. Undo: unblock 203.0.113.0/24",
    ],
    ["unblock 203.0.113.0/24", "203.0.113.0/24: blocked -> let in. Undo: block 203.0.113.0/24"],
    ["blocks", "Nobody is blocked."],
  ] as const;
  for (const [line, shown] of lines) assertEquals(await run(line), shown);
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
    ["workers 0", /is not a number of workers\.\nUsage: workers /],
    ["kill everybody", /is not an id, an address, a block, active, a state or idle>60s\.\nUsage: kill /],
  ] as const;
  for (const [line, shown] of lines) assertMatch(await run(line), shown);
  assertEquals(await run("workers"), "Not started.");
});
