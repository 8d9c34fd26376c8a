import { assertEquals } from "@std/assert";
import { mounts } from "../../../src/handlers/fetch/mounts.ts";
import type { Handler } from "../../../src/handlers/handler.ts";
import { HttpResponse } from "../../../src/http/response.ts";
import { notedDecisions } from "../../_helpers/decisions.ts";
import { requestOf } from "../../_helpers/request.ts";

const saying = (status: number): Handler => () => new HttpResponse({ status });

Deno.test("mounts() has the first handler whose glob has the path answer, whatever the method", async () => {
  const handler = mounts([
    { name: "one", path: "/api/v1/**", handler: saying(201) },
    { name: "all", path: "/api/**", handler: saying(202) },
  ])(saying(200));
  const cases: [line: string, status: number][] = [
    ["GET /api/v1/x", 201],
    ["DELETE /api/v2", 202],
    ["PUT //api/%76%31/x", 201],
    ["GET /x/../api/y", 202],
    ["GET /apix", 200],
    ["OPTIONS *", 200],
  ];
  for (const [line, status] of cases) assertEquals((await handler(requestOf(line))).status, status, line);
});

Deno.test("mounts() notes which handler answers", async () => {
  const decisions = notedDecisions();
  const handler = mounts([{ name: "api", path: "/api/**", handler: saying(200) }])(saying(404));
  await handler({ ...requestOf("GET /api/x"), decisions });
  await handler({ ...requestOf("GET /x"), decisions });
  assertEquals(decisions.notes, ["handlers: api answers, for /api/**"]);
});
