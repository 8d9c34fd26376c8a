import { assertEquals } from "@std/assert";
import { requestRate } from "../../../src/handlers/limits/request_rate.ts";
import { HttpResponse } from "../../../src/http/response.ts";
import { notedDecisions } from "../../_helpers/decisions.ts";
import { requestOf } from "../../_helpers/request.ts";

Deno.test("requestRate() answers 429 with Retry-After where there is nothing left to take", async () => {
  const taken: string[] = [];
  const limited = requestRate({ take: (address) => taken.push(address) <= 2 });
  const handler = limited(() => new HttpResponse({ status: 204 }));
  const decisions = notedDecisions();
  const answers = [1, 2, 3].map(() => handler({ ...requestOf("GET /"), decisions }));
  const statuses = (await Promise.all(answers)).map(({ status, fields }) => [status, ...fields]);
  assertEquals(statuses, [[204], [204], [429, ["Retry-After", "1"]]] as unknown[]);
  assertEquals(taken, ["192.0.2.1", "192.0.2.1", "192.0.2.1"]);
  const passes = "limits: 192.0.2.1 has not used up limits.requestsPerSecond";
  assertEquals(decisions.notes, [
    passes,
    passes,
    "limits: 192.0.2.1 asks more often than limits.requestsPerSecond lets it: 429",
  ]);
});
