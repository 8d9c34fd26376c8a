import { assertEquals } from "@std/assert";
import { RateLimit } from "../../src/worker/rate_limit.ts";

Deno.test("RateLimit.take() tells of the first refusal of many, and is harmless to a terminal", () => {
  const lines: string[] = [];
  let left = 2;
  const limit = new RateLimit({ take: () => left-- > 0 }, (line) => lines.push(line));
  const rate = { perSecond: 5, burst: 2 };
  const taken = Array.from({ length: 1000 }, () => limit.take("192.0.2.1\x1b", rate));
  assertEquals(taken.filter(Boolean).length, 2);
  assertEquals(lines, [
    "192.0.2.1\\u001b asks more often than limits.requestsPerSecond allows (5): 429, 'log status=429' shows who else",
  ]);
});
