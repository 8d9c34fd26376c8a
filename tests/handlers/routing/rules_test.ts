import { assertEquals, assertThrows } from "@std/assert";
import type { Handler, Middleware } from "../../../src/handlers/handler.ts";
import { siteRules } from "../../../src/handlers/routing/rules.ts";
import type { HttpRequest } from "../../../src/http/request.ts";
import { HttpResponse } from "../../../src/http/response.ts";
import type { Rule } from "../../../src/settings/routing/rule_members.ts";
import { parseSetting } from "../../../src/settings/value.ts";
import { notedDecisions } from "../../_helpers/decisions.ts";
import { requestOf } from "../../_helpers/request.ts";
import { bodyText } from "../../_helpers/response_body.ts";

/** Tells which path it was asked for. */
const ECHO: Handler = ({ target: { path, query } }) =>
  new HttpResponse({
    status: path === "/missing" ? 404 : 200,
    fields: [["X-Path", path], ["X-Query", query ?? "none"], ["Cache-Control", "no-cache"]],
  });

/** Rules as `.linprconfig` has them, checked as there. */
function rulesOf(...written: readonly object[]): readonly Rule[] {
  const parsed = parseSetting("routing.rules", written);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.value;
}

/** A directory has an index. */
const contentPaths = (path: string) => path.endsWith("/") ? [path, `${path}index.html`] : [path];

function handlerOf(written: readonly object[], guards: readonly Middleware[] = []): Handler {
  const rules = rulesOf(...written);
  return siteRules({ rules, key: "routing.rules", handlers: new Map(), guards, contentPaths })(ECHO);
}

/** The status, and what matters of the answer: where it leads, else which path it is of. */
async function outcome(handler: Handler, request: HttpRequest): Promise<string> {
  const response = await handler(request);
  return `${response.status} ${response.field("location") ?? response.field("x-path") ?? ""}`.trim();
}

Deno.test("siteRules() asks the rules in their order, and the first that ends it decides", async () => {
  const handler = handlerOf([
    { match: { path: "/old/**" }, redirect: { to: "/new/{1}" } },
    { match: { path: "/old/x" }, answer: { status: 410 } },
    { match: { path: "/gone/*" }, answer: { status: 410 } },
    { match: { path: "/public/**" }, handler: "static" },
    { match: { path: "/app/**" }, rewrite: "/app/index.html" },
    { match: { path: "/a/*/**" }, rewrite: "/b/{2}/{1}" },
    { match: { path: "/secret/**" }, answer: { status: 403 } },
    { match: { path: "/sly" }, rewrite: "/secret/x" },
  ]);
  const cases: [target: string, outcome: string][] = [
    ["/old/x", "302 /new/x"],
    ["/old/a%20b/?q", "302 /new/a%20b/"],
    ["/gone/x", "410"],
    ["/gone/x/y", "200 /gone/x/y"],
    ["/public/x", "200 /public/x"],
    ["/app", "200 /app/index.html"],
    ["/app/index.html", "200 /app/index.html"],
    ["/a/1/2/3", "200 /b/2/3/1"],
    ["/sly", "403"],
    ["/missing", "404 /missing"],
  ];
  for (const [target, expected] of cases) {
    assertEquals(await outcome(handler, requestOf(`GET ${target}`)), expected, target);
  }
});

Deno.test("siteRules() sees the path that the files' handler sees, however it was spelled", async () => {
  const handler = handlerOf([{ match: { path: "/admin/**" }, answer: { status: 403 } }]);
  const spellings = [
    "/admin/x",
    "//admin/x",
    "/./admin/x",
    "/%61dmin/x",
    "/x/../admin/x",
    "/admin//x",
    "/admin/",
    "/admin",
  ];
  for (const target of [...spellings, "/admin/?x", "/admin%2e/../admin/x", "http://a.example/admin/x"]) {
    assertEquals(await outcome(handler, requestOf(`GET ${target}`)), "403", target);
  }
  // Names differ by case on the disk, too.
  assertEquals(await outcome(handler, requestOf("GET /ADMIN/x")), "200 /ADMIN/x");
});

Deno.test("siteRules() refuses content by whichever path it has, unless an earlier rule has it sent", async () => {
  const handler = handlerOf([
    { match: { path: "/open/" }, handler: "static" },
    { match: { path: "/private/index.html" }, answer: { status: 403 } },
    { match: { path: "/open/index.html" }, answer: { status: 403 } },
    { match: { path: "/moved/index.html" }, redirect: { to: "/x" } },
    { match: { path: "/sly" }, rewrite: "/private/" },
    { match: { path: "/**" }, handler: "static" },
  ]);
  const cases: [target: string, outcome: string][] = [
    ["/private/", "403"],
    ["/private/index.html", "403"],
    ["/private/?format=json", "403"],
    ["/sly", "403"],
    ["/open/", "200 /open/"],
    ["/moved/", "200 /moved/"],
    ["/other/", "200 /other/"],
  ];
  for (const [target, expected] of cases) {
    assertEquals(await outcome(handler, requestOf(`GET ${target}`)), expected, target);
  }
  const decisions = notedDecisions();
  await handler({ ...requestOf("GET /private/"), decisions });
  assertEquals(decisions.notes, [
    "rules: routing.rules[5] has static answer",
    "rules: routing.rules[1] answers 403, as it does to /private/index.html",
  ]);
});

Deno.test("siteRules() tells caches by which fields content is refused", async () => {
  const handler = handlerOf([
    {
      match: { path: "/index.html", header: { Cookie: false } },
      answer: { status: 403 },
      set: { "X-A": "1" },
    },
    { match: { path: "/b", header: { Accept: "*" } }, answer: { status: 403 } },
  ]);
  const varyOf = async (...lines: readonly string[]) => {
    const response = await handler(requestOf("GET /", lines));
    return [response.status, response.field("vary"), response.field("x-a")];
  };
  assertEquals(await varyOf(), [403, "Cookie", undefined]);
  assertEquals(await varyOf("Cookie: a=1"), [200, "Cookie", undefined]);
});

Deno.test("siteRules() goes by methods, fields and addresses", async () => {
  const handler = handlerOf([
    { match: { method: ["POST"] }, answer: { status: 403 } },
    { match: { method: ["GET"], header: { "Accept-Language": "de*" } }, redirect: { to: "/de{path}" } },
    { match: { header: { Cookie: true, "X-None": false } }, answer: { status: 409 } },
    { match: { address: ["192.0.2.0/24"], path: "/local" }, answer: { status: 418 } },
    { match: { address: ["2001:db8::/32"] }, answer: { status: 400 } },
  ]);
  const cases: [line: string, fields: readonly string[], outcome: string][] = [
    ["POST /", [], "403"],
    ["GET /a", ["accept-language: DE-at"], "302 /de/a"],
    ["HEAD /a", ["Accept-Language: de"], "302 /de/a"],
    ["PUT /a", ["Accept-Language: de"], "200 /a"],
    ["GET /a", ["Accept-Language: en", "Accept-Language: de"], "200 /a"],
    ["GET /a", ["Cookie: a=1"], "409"],
    ["GET /a", ["Cookie: a=1", "X-None: 1"], "200 /a"],
    ["GET /local", [], "418"],
    ["GET /else", [], "200 /else"],
  ];
  for (const [line, fields, expected] of cases) {
    assertEquals(await outcome(handler, requestOf(line, fields)), expected, line + fields.join());
  }
});

Deno.test("siteRules() leaves OPTIONS * alone", async () => {
  const handler = handlerOf([{ answer: { status: 403 } }]);
  assertEquals(await outcome(handler, requestOf("OPTIONS *")), "200 *");
  assertEquals(await outcome(handler, requestOf("OPTIONS /")), "403");
});

Deno.test("siteRules() lets the changes of several rules add up, each once, however often the rules are asked", async () => {
  const handler = handlerOf([
    { add: { "X-A": "1" } },
    { match: { path: "/a" }, rewrite: "/b", add: { "X-A": "2" } },
    { match: { path: "/b" }, rewrite: "/c", set: { "X-B": "{path}" }, remove: ["X-Query"] },
    { match: { path: "/c" }, add: { "X-A": "3" }, cacheControl: "max-age=5" },
  ]);
  const { fields } = await handler(requestOf("GET /a?q"));
  assertEquals(fields, [
    ["X-Path", "/c"],
    ["X-A", "1"],
    ["X-A", "2"],
    ["X-B", "/b"],
    ["X-A", "3"],
    ["Cache-Control", "max-age=5"],
  ]);
});

Deno.test("siteRules() ends a circle that nobody saw coming", async () => {
  const handler = handlerOf([
    { match: { path: "/a", address: ["192.0.0.0/16"] }, rewrite: "/b" },
    { match: { path: "/b", address: ["192.0.2.0/24"] }, rewrite: "/a" },
  ]);
  const elsewhere = { address: "192.0.1.1", port: 1 };
  assertEquals(await outcome(handler, { ...requestOf("GET /a"), client: elsewhere }), "200 /b");
  const decisions = notedDecisions();
  assertEquals(await outcome(handler, { ...requestOf("GET /a"), decisions }), "500");
  assertEquals(decisions.notes.at(-1), "rules: routing.rules[0] goes round in a circle: 500");
});

Deno.test("siteRules() rewrites as often as the check of the settings lets it", async () => {
  const letters = [..."abcdefghijk"];
  const chain = (length: number) =>
    letters.slice(0, length).map((letter, number) => ({
      match: { path: `/${letter}` },
      rewrite: `/${letters[number + 1] ?? "end"}`,
    }));
  assertEquals(await outcome(handlerOf(chain(10)), requestOf("GET /a")), "200 /k");
  assertThrows(() => rulesOf(...chain(11)), Error, "an end to");
});

Deno.test("siteRules() has a rewritten request pass the guards of its new path", async () => {
  const asked: string[] = [];
  const guard: Middleware = (next) => (request) => {
    asked.push(request.target.path);
    return next(request);
  };
  const handler = handlerOf([
    { match: { path: "/a" }, rewrite: "/b" },
    { match: { path: "/c" }, rewrite: "/d" },
    { match: { path: "/d" }, answer: { status: 410 } },
  ], [guard]);
  assertEquals(await outcome(handler, requestOf("GET /x")), "200 /x");
  assertEquals(asked, []);
  assertEquals(await outcome(handler, requestOf("GET /a")), "200 /b");
  assertEquals(await outcome(handler, requestOf("GET /c")), "410");
  assertEquals(asked, ["/b", "/d"]);
});

Deno.test("siteRules() answers with what a rule says", async () => {
  const handler = handlerOf([
    { match: { path: "/busy" }, answer: { status: 503, retryAfter: "90s" } },
    { match: { path: "/text" }, answer: { status: 200, text: "Hällo" } },
    { match: { path: "/none" }, answer: { status: 204 } },
    { match: { path: "/for-ever" }, redirect: { to: "/x", status: 301 }, cacheControl: "max-age=60" },
  ]);
  const busy = await handler(requestOf("GET /busy"));
  assertEquals([busy.status, busy.fields, busy.body], [503, [["Retry-After", "90"]], null]);
  const text = await handler(requestOf("GET /text"));
  assertEquals([text.status, text.field("content-type"), await bodyText(text)], [
    200,
    "text/plain; charset=utf-8",
    "H\xc3\xa4llo",
  ]);
  assertEquals((await handler(requestOf("GET /none"))).length, 0);
  const redirect = await handler(requestOf("GET /for-ever"));
  assertEquals(redirect.fields, [["Location", "/x"], ["Cache-Control", "max-age=60"]]);
});

Deno.test("siteRules() gives 400 where a value makes no path or host", async () => {
  const handler = handlerOf([
    { match: { path: "/a*" }, rewrite: "/x/{1}" },
    { match: { path: "/b" }, redirect: { to: "https://{host}/" } },
  ]);
  assertEquals(await outcome(handler, requestOf("GET /a..")), "400");
  assertEquals(await outcome(handler, { ...requestOf("GET /b"), host: "" }), "400");
});

Deno.test("siteRules() notes which rule did what, and nothing where nobody asks", async () => {
  const handler = handlerOf([
    { match: { path: "/a" }, set: { "X-A": "1" }, rewrite: "/b" },
    { match: { path: "/**", header: { Cookie: true } }, cacheControl: "no-store" },
    { match: { path: "/b" }, rewrite: "/b", remove: ["X-C"], add: { "X-D": "1" } },
    { match: { path: "/*" }, redirect: { to: "https://{host}/{1}", status: 308 } },
  ]);
  const decisions = notedDecisions();
  await handler({ ...requestOf("GET /a"), decisions });
  assertEquals(decisions.notes, [
    "rules: routing.rules[0] sets X-A, rewrites to /b",
    "rules: routing.rules[2] removes X-C, adds X-D",
    "rules: routing.rules[3] redirects with 308 to https://a.example/b",
  ]);
});
