import { assertEquals } from "@std/assert";
import { maintenance } from "../../src/handlers/maintenance.ts";
import { requestOf } from "../_helpers/request.ts";

Deno.test("maintenance() answers 503 and how many seconds are left, 2 minutes where nobody knows", async () => {
  for (const [until, expected] of [[61_000, "60"], [1001, "1"], [500, "1"], [Infinity, "120"]] as const) {
    const answer = await maintenance({ until, now: () => 1000 })(requestOf("GET /"));
    assertEquals([answer.status, answer.field("Retry-After")], [503, expected]);
  }
});
