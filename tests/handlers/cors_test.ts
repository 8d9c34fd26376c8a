import { assertEquals, assertStrictEquals } from "@std/assert";
import { cors } from "../../src/handlers/cors.ts";
import { compose, type Handler } from "../../src/handlers/handler.ts";
import { type FieldLine, HttpResponse } from "../../src/http/response.ts";
import type { Settings } from "../../src/settings/settings.ts";
import { requestOf } from "../_helpers/request.ts";
import { siteOf } from "../_helpers/site.ts";
import { contentTree } from "../_helpers/tree.ts";

const CONTENT = new HttpResponse({ status: 200, fields: [["Vary", "Accept-Encoding"]] });
const EXPOSED = ["Access-Control-Expose-Headers", "Content-Range, ETag, Accept-Ranges, Content-Length"];
const ORIGIN = "Origin: https://a.example";
const METHOD = "Access-Control-Request-Method: GET";

/** What a handler that allows these origins answers. */
async function answer(
  origins: readonly string[],
  line: string,
  fields: readonly string[] = [],
  handler: Handler = () => CONTENT,
): Promise<HttpResponse> {
  const { answers, preflights } = cors(origins);
  return await compose([answers, preflights], handler)(requestOf(line, fields));
}

/** The fields that were added. */
async function added(origins: readonly string[], ...fields: string[]): Promise<FieldLine[]> {
  return (await answer(origins, "GET /", fields)).fields.slice(1);
}

Deno.test("cors() of all origins lets every page read, and does not vary", async () => {
  const expected = [["Access-Control-Allow-Origin", "*"], EXPOSED];
  assertEquals(await added(["*"]), expected as unknown as FieldLine[]);
  assertEquals(await added(["https://b.example", "*"], ORIGIN), expected as unknown as FieldLine[]);
});

Deno.test("cors() of some origins lets their pages read, and tells caches that it depends", async () => {
  const origins = ["https://a.example", "https://b.example:8443"];
  for (const origin of origins) {
    assertEquals(
      await added(origins, `Origin: ${origin}`),
      [["Access-Control-Allow-Origin", origin], EXPOSED, ["Vary", "Origin"]] as unknown as FieldLine[],
    );
  }
});

Deno.test("cors() tells other origins nothing, but caches that it depends", async () => {
  const others = [
    "https://a.example:443",
    "http://a.example",
    "https://A.example",
    "https://xa.example",
    "https://a.example.evil.example",
    "null",
    "*",
    "",
  ];
  for (const origin of others) {
    assertEquals(await added(["https://a.example"], `Origin: ${origin}`), [["Vary", "Origin"]], origin);
  }
  assertEquals(await added(["https://a.example"]), [["Vary", "Origin"]]);
  assertEquals(await added(["https://a.example"], ORIGIN, ORIGIN), [["Vary", "Origin"]]);
});

Deno.test("cors() leaves an answer alone whose path was given a rule of its own", async () => {
  const own = new HttpResponse({
    status: 200,
    fields: [["access-control-allow-origin", "https://c.example"]],
  });
  for (const origins of [["*"], ["https://a.example"]]) {
    assertStrictEquals(await answer(origins, "GET /", [ORIGIN], () => own), own);
  }
});

Deno.test("cors() gives the same answer again for the same origin", async () => {
  const middleware = cors(["https://a.example"]).answers(() => CONTENT);
  const ask = async (): Promise<HttpResponse> => await middleware(requestOf("GET /", [ORIGIN]));
  assertStrictEquals(await ask(), await ask());
});

Deno.test("cors() waits for an answer that is a promise", async () => {
  const response = await answer(["*"], "GET /", [], () => Promise.resolve(CONTENT));
  assertEquals(response.field("access-control-allow-origin"), "*");
});

const never: Handler = () => {
  throw new Error("a preflight is no request for the file");
};

Deno.test("cors() answers a preflight itself", async () => {
  const methods = ["Access-Control-Allow-Methods", "GET, HEAD, OPTIONS"];
  const age = ["Access-Control-Max-Age", "86400"];
  const cases: [string[], (readonly string[])[]][] = [
    [["*"], [["Access-Control-Allow-Origin", "*"], methods, age]],
    [["https://a.example"], [
      ["Access-Control-Allow-Origin", "https://a.example"],
      ["Vary", "Origin"],
      methods,
      age,
    ]],
  ];
  for (const [origins, fields] of cases) {
    const response = await answer(origins, "OPTIONS /a", [ORIGIN, METHOD], never);
    assertEquals([response.status, response.body], [204, null]);
    assertEquals(response.fields, fields as unknown as FieldLine[]);
  }
});

Deno.test("makePipeline() answers no preflight of who is refused by address or rate, and all behind passwords", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  const preflight = async (settings: Partial<Settings>, ...fields: string[]) => {
    const site = siteOf(tree.root, {
      "headers.cors": ["*"],
      "access.trustedProxies": ["192.0.2.1"],
      ...settings,
    });
    return await site.ask("OPTIONS /a.txt", ORIGIN, METHOD, ...fields);
  };
  const denied: Partial<Settings> = { "access.deny": ["203.0.113.0/24"] };
  const refused = await preflight(denied, "X-Forwarded-For: 203.0.113.9");
  assertEquals([refused.status, refused.field("access-control-allow-origin")], [403, "*"]);
  assertEquals((await preflight(denied)).status, 204);
  assertEquals((await preflight({ "access.realms": [["/**", { realm: "Closed" }]] })).status, 204);
  const limited = siteOf(tree.root, { "headers.cors": ["*"], "limits.requestsPerSecond": 1 });
  const statuses = [
    await limited.ask("OPTIONS /", ORIGIN, METHOD),
    await limited.ask("OPTIONS /", ORIGIN, METHOD),
  ];
  assertEquals(statuses.map(({ status }) => status), [204, 429]);
});

Deno.test("makePipeline() lets pages read that a handler has thrown", async () => {
  await using tree = await contentTree({ "error/500.html": "sorry" });
  const { pipeline } = siteOf(tree.root, { "headers.cors": ["https://a.example"] });
  const answer = pipeline.error(500, requestOf("POST /api", [ORIGIN]));
  assertEquals(answer.field("access-control-allow-origin"), "https://a.example");
  assertEquals(pipeline.error(500, requestOf("POST /api")).field("access-control-allow-origin"), undefined);
  assertEquals(pipeline.error(400).field("vary"), undefined);
});

Deno.test("cors() allows the fields that a preflight names, those that are names", async () => {
  const cases: Record<string, string | undefined> = {
    "range": "range",
    "range,x-a": "range, x-a",
    " , range ,, x-a\t": "range, x-a",
    'X-Ä, x a, <script>, "x", x-b': "x-b",
    "x y": undefined,
    "": undefined,
    "*": "*",
  };
  for (const [asked, allowed] of Object.entries(cases)) {
    const fields = [ORIGIN, METHOD, `Access-Control-Request-Headers: ${asked}`];
    const response = await answer(["*"], "OPTIONS /a", fields, never);
    assertEquals(response.field("access-control-allow-headers"), allowed, asked);
  }
});

Deno.test("cors() gives no endless list back", async () => {
  const asked = Array.from({ length: 3000 }, (_, at) => `x${at}`).join(",").slice(0, 15_000);
  const fields = [ORIGIN, METHOD, `Access-Control-Request-Headers: ${asked}`];
  const response = await answer(["*"], "OPTIONS /a", fields, never);
  assertEquals(response.field("access-control-allow-headers")?.split(", ").length, 100);
});

Deno.test("cors() takes for a preflight only what is one, of an origin that is allowed", async () => {
  const cases: [origins: string[], line: string, fields: string[]][] = [
    [["*"], "OPTIONS /", [ORIGIN]],
    [["*"], "OPTIONS /", [METHOD]],
    [["*"], "GET /", [ORIGIN, METHOD]],
    [["https://b.example"], "OPTIONS /", [ORIGIN, METHOD]],
  ];
  for (const [origins, line, fields] of cases) {
    const response = await answer(origins, line, fields);
    assertEquals(response.status, 200, `${line} ${fields}`);
    assertEquals(response.field("access-control-allow-methods"), undefined);
  }
});
