import { assert, assertEquals } from "@std/assert";
import { settingsJsonSchema } from "../../src/settings/describe.ts";
import { SETTING_KEYS } from "../../src/settings/settings.ts";
import { isValid, type JsonSchema } from "../_helpers/json_schema.ts";

const schema: JsonSchema = settingsJsonSchema();

Deno.test("settingsJsonSchema() has every key in its section, and nothing else", () => {
  assertEquals(schema.$schema, "https://json-schema.org/draft/2020-12/schema");
  assertEquals(schema.additionalProperties, false);
  const keys: string[] = [];
  for (const [section, { additionalProperties, properties }] of Object.entries(schema.properties ?? {})) {
    if (section === "$schema") continue;
    assertEquals(additionalProperties, false);
    keys.push(...Object.keys(properties ?? {}).map((name) => `${section}.${name}`));
  }
  assertEquals(keys, [...SETTING_KEYS]);
  assertEquals(JSON.parse(JSON.stringify(schema)), schema);
});

Deno.test("settingsJsonSchema() describes every key, with a default and examples that it takes", () => {
  for (const { properties } of Object.values(schema.properties ?? {})) {
    for (const [name, property] of Object.entries(properties ?? {})) {
      assert((property.description ?? "").length > 0, name);
      assert(property.default !== undefined && isValid(property, property.default), name);
      assert((property.examples ?? []).every((example) => isValid(property, example)), name);
    }
  }
});

Deno.test("settingsJsonSchema() takes good files and marks mistakes", () => {
  const good: readonly object[] = [
    {},
    { $schema: "linpr.json", general: { port: 8080 }, limits: { head: "16 KiB" } },
    {
      files: {
        trailingSlash: "never",
        fallback: "/app.html",
        mediaTypes: { ".foo": "text/plain; charset=x" },
      },
    },
    { codings: { compress: [] }, headers: { cors: ["*"], cacheControl: { "*.{a,b}": "no-store" } } },
    { headers: { set: { "/a/**": { "X-A": "", Link: "</a>; rel=x" } } } },
  ];
  const rule = {
    match: { path: "/a/*", header: { Cookie: false } },
    redirect: { to: "/b/{1}", status: 308 },
  };
  const site = { hosts: ["a.example", "*.a.example"], contentRoot: "a", rules: [rule] };
  const routed = [{ rules: [rule, { answer: { status: 410, retryAfter: "5m" } }] }, {
    sites: { blog: site },
  }];
  for (const settings of [...good, ...routed.map((routing) => ({ routing }))]) {
    assert(isValid(schema, settings), JSON.stringify(settings));
  }
  const bad: readonly object[] = [
    { port: 80 },
    { general: { prot: 80 } },
    { general: { port: "80" } },
    { general: { port: 65536 } },
    { limits: { head: "16 KB/s" } },
    { files: { trailingSlash: "sometimes" } },
    { files: { index: "index.html" } },
    { files: { index: ["a/b"] } },
    { files: { mediaTypes: { "a.b": "x/y" } } },
    { files: { mediaTypes: { foo: "text" } } },
    { files: { mediaTypes: [] } },
    { codings: { compress: ["deflate"] } },
    { headers: { cors: ["example.org"] } },
    { headers: { cacheControl: { "a\\*": "no-store" } } },
    { headers: { set: { "*": { "X A": "" } } } },
    { headers: { set: { "*": { "X-A": "a\nb" } } } },
    { headers: { set: { "*": "X-A: 1" } } },
    { routing: { rules: {} } },
    { routing: { rules: [{ match: { path: "" }, rewrite: "/" }] } },
    { routing: { rules: [{ match: { pth: "/" }, rewrite: "/" }] } },
    { routing: { rules: [{ redirect: { status: 301 } }] } },
    { routing: { rules: [{ redirect: { to: "/", status: 300 } }] } },
    { routing: { rules: [{ rewrite: "a" }] } },
    { routing: { rules: [{ match: { header: { Cookie: 1 } }, rewrite: "/" }] } },
    { routing: { sites: { blog: { hosts: [], contentRoot: "a" } } } },
    { routing: { sites: { blog: { hosts: ["a"] } } } },
    { routing: { sites: { "a b": { hosts: ["a"], contentRoot: "a" } } } },
  ];
  for (const settings of bad) assert(!isValid(schema, settings), JSON.stringify(settings));
});
