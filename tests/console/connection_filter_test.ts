import { assertEquals, assertThrows } from "@std/assert";
import { ArgumentError } from "../../src/console/command_error.ts";
import { parseConnectionFilter } from "../../src/console/connection_filter.ts";

Deno.test("parseConnectionFilter() reads ids, addresses, blocks, active ones, states and idle times", () => {
  assertEquals(
    ["1-4711", "10.0.0.0/8", "::1", "active", "write", "idle", "idle>60s"].map(parseConnectionFilter),
    [
      { id: "1-4711" },
      { block: "10.0.0.0/8" },
      { block: "::1" },
      { active: true },
      { state: "write" },
      { state: "idle" },
      { state: "idle", idle: 60_000 },
    ],
  );
});

Deno.test("parseConnectionFilter() says what was expected of anything else", () => {
  for (
    const word of ["", "0-1", "1-", "10.1.2.3/8", "localhost", "idle>", "idle>60", "idle<60s", "a\x1b[2J"]
  ) {
    const { message } = assertThrows(() => parseConnectionFilter(word), ArgumentError);
    assertEquals(message.includes("\x1b"), false);
  }
  const { message } = assertThrows(() => parseConnectionFilter("10.1.2.3/8"), ArgumentError);
  assertEquals(message.endsWith("Did you mean 10.0.0.0/8?"), true);
});
