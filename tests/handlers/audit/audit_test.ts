import { assert, assertEquals, assertMatch } from "@std/assert";
import { auditChain } from "../../../src/handlers/audit/audit_chain.ts";
import { requestId } from "../../../src/handlers/audit/request_id.ts";
import { serverTiming } from "../../../src/handlers/audit/server_timing.ts";
import { HttpResponse } from "../../../src/http/response.ts";
import { defaultSettings, type Settings } from "../../../src/settings/settings.ts";
import { basic } from "../../_helpers/basic.ts";
import { requestOf } from "../../_helpers/request.ts";
import { siteOf } from "../../_helpers/site.ts";
import { contentTree } from "../../_helpers/tree.ts";

const ANSWER = new HttpResponse({ status: 200, fields: [["X-A", "1"]] });

Deno.test("requestId() gives every request another id, whatever the client says", async () => {
  const handler = requestId()(() => ANSWER);
  const ids = new Set<string>();
  for (let count = 0; count < 1000; count++) {
    const request = requestOf("GET /", ["X-Request-Id: forged"]);
    request.notes = {};
    const response = await handler(request);
    const id = response.field("x-request-id") ?? "";
    assertMatch(id, /^[A-Za-z0-9_-]{12}$/);
    assertEquals([request.notes.id, response.field("x-a")], [id, "1"]);
    ids.add(id);
  }
  assertEquals(ids.size, 1000);
});

Deno.test("requestId() tells one id, whatever the handler says", async () => {
  const own = new HttpResponse({ status: 200, fields: [["x-request-id", "its own"], ["X-A", "1"]] });
  const request = requestOf("GET /");
  const { fields } = await requestId()(() => own)(request);
  assertEquals(fields, [["X-A", "1"], ["X-Request-Id", request.notes?.id ?? ""]]);
});

Deno.test("serverTiming() tells how long the handler took", async () => {
  let now = 5;
  const handler = serverTiming(() => now)(() => {
    now += 12.3456;
    return Promise.resolve(ANSWER);
  });
  assertEquals((await handler(requestOf("GET /"))).field("server-timing"), "handler;dur=12.346");
});

Deno.test("auditChain() is empty where nothing is asked for", () => {
  assertEquals(auditChain(defaultSettings()), { outer: [], inner: [] });
});

Deno.test("makePipeline() notes for the log who asks, who logged in, and the id", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  const site = siteOf(tree.root, {
    "log.access": "stdout",
    "log.requestId": true,
    "access.trustedProxies": ["192.0.2.0/24"],
  });
  const request = requestOf("GET /a.txt", ["X-Forwarded-For: 198.51.100.7"]);
  const response = await site.pipeline.handle(request);
  assertEquals(request.notes?.client?.address, "198.51.100.7");
  assertEquals(request.notes?.id, response.field("x-request-id"));
  const plain = siteOf(tree.root);
  const other = requestOf("GET /a.txt");
  assertEquals((await plain.pipeline.handle(other)).field("x-request-id"), undefined);
  assert(!("notes" in other));
});

Deno.test("makePipeline() tells the id in answers that no handler made, and none where there is none", async () => {
  await using tree = await contentTree({ "error/500.html": "sorry" });
  const { pipeline } = siteOf(tree.root, { "log.requestId": true });
  const request = requestOf("GET /a.txt");
  const answered = await pipeline.handle(request);
  const id = answered.field("x-request-id");
  assertEquals([pipeline.error(500, request).field("x-request-id"), request.notes?.id], [id, id]);
  assertEquals(pipeline.error(400).field("x-request-id"), undefined);
  assertEquals(siteOf(tree.root).pipeline.error(500, requestOf("GET /")).field("x-request-id"), undefined);
});

Deno.test("makePipeline() notes whom a proxy names for the requests that are kept, without an access log too", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  const noted = async (settings: Partial<Settings>) => {
    const request = requestOf("GET /a.txt", ["X-Forwarded-For: 198.51.100.7"]);
    await siteOf(tree.root, settings).pipeline.handle(request);
    return request.notes?.client?.address;
  };
  const trusting: Partial<Settings> = { "access.trustedProxies": ["192.0.2.1"] };
  assertEquals(await noted(trusting), "198.51.100.7");
  assertEquals(await noted({ ...trusting, "log.history": 0 }), undefined);
  assertEquals(await noted({}), undefined);
});

/** The hash of "open sesame". */
const HASH = "$scrypt$ln=14,r=8,p=5$230k8wxjyYEK7l1r6lWqMA$WKMFRegM69IYKRtlfTalYTENesAs9nneRST04AojPs0";

Deno.test("makePipeline() notes who logged in, and nobody whose password is wrong", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  const site = siteOf(tree.root, {
    "log.access": "stdout",
    "access.users": [["anna", HASH]],
    "access.realms": [["/**", { realm: "Team" }]],
  });
  const noted = async (password: string) => {
    const request = requestOf("GET /a.txt", [`Authorization: ${basic("anna", password)}`]);
    const { status } = await site.pipeline.handle(request);
    return [status, request.notes?.user];
  };
  assertEquals(await noted("open sesame"), [200, "anna"]);
  assertEquals(await noted("wrong"), [401, undefined]);
});
