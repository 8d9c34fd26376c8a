import { assertEquals } from "@std/assert";
import { BoundedNotices } from "../../../src/worker/bounded_notices.ts";
import { SlowRequests } from "../../../src/worker/log/slow_requests.ts";
import { answeredTo } from "../../_helpers/answered.ts";

Deno.test("SlowRequests tells of what took longer, escaped, and of very many only their number", () => {
  const told: string[] = [];
  const clock = { now: 0 };
  const notices = new BoundedNotices(
    (line) => told.push(line),
    (count) => `slow: ${count} more`,
    () => clock.now,
  );
  const slow = new SlowRequests(100, notices, { worker: 1, now: () => 0 });
  slow.record(answeredTo("GET /fast", [], { duration: 100 }));
  slow.record(answeredTo("GET /%1b", [], { duration: 1500.5 }));
  assertEquals(told, ['slow: 1500.5 ms: "GET /%1b HTTP/1.1" from 192.0.2.1: 200, 312 bytes']);
  for (let count = 0; count < 50; count++) slow.record(answeredTo("GET /", [], { duration: 200 }));
  assertEquals(told.length, 10);
  clock.now += 10_000;
  slow.record(answeredTo("GET /last", [], { duration: 200 }));
  assertEquals(told.slice(10, 11), ["slow: 41 more"]);
  assertEquals(told.length, 12);
});
