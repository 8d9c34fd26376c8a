import { assertEquals, assertNotStrictEquals, assertStrictEquals } from "@std/assert";
import { fieldChange, varyChange } from "../../../src/handlers/routing/rule_fields.ts";
import { HttpResponse } from "../../../src/http/response.ts";

const VALUES = { path: "/a b", query: "x=1", host: "example.org", method: "GET", captures: ["é"] };
const FILE = new HttpResponse({
  status: 200,
  fields: [["Content-Type", "text/css"], ["Cache-Control", "no-cache"], ["X-A", "1"], ["x-a", "2"]],
  body: new Uint8Array(3),
});

Deno.test("fieldChange() removes, sets and adds, in this order and whatever the case of names", () => {
  const change = fieldChange({
    remove: ["X-a"],
    set: [["cache-CONTROL", "no-store"], ["X-B", "b"]],
    add: [["X-A", "3"]],
  });
  const changed = change?.(FILE, VALUES);
  assertEquals(changed?.fields, [
    ["Content-Type", "text/css"],
    ["cache-CONTROL", "no-store"],
    ["X-B", "b"],
    ["X-A", "3"],
  ]);
  assertEquals([changed?.status, changed?.body, changed?.length], [200, FILE.body, 3]);
});

Deno.test("fieldChange() puts values in, each encoded for a field", () => {
  const change = fieldChange({
    set: [["Link", "<{path}?{query}>; rel={method}"], ["X-C", "{1} {2}"], ["X-J", '{{"a":1}}']],
  });
  const fields = new Map(change?.(FILE, VALUES).fields);
  assertEquals(fields.get("Link"), "</a%20b?x=1>; rel=GET");
  assertEquals([fields.get("X-C"), fields.get("X-J")], ["%C3%A9", '{"a":1}']);
});

Deno.test("fieldChange() never puts a second field or a control byte in", () => {
  const change = fieldChange({ add: [["X-A", "{path} {query} {host} {1}"]] });
  const hostile = "a\r\nSet-Cookie: x=1\r\n\r\n<script>\0\x7f\x85\u2028";
  const values = { path: hostile, query: hostile, host: hostile, method: "GET", captures: [hostile] };
  const value = change?.(FILE, values).fields.at(-1)?.[1] ?? "";
  assertEquals(/^[!-~]+( [!-~]+){3}$/.test(value), true, value);
});

Deno.test("fieldChange() has cacheControl say nothing of errors", () => {
  const change = fieldChange({ cacheControl: "max-age=60" });
  const cacheControl = (status: number) =>
    change?.(new HttpResponse({ status, fields: [["Cache-Control", "no-cache"]] }), VALUES).field(
      "cache-control",
    );
  assertEquals([200, 206, 302, 304, 404, 416, 500].map(cacheControl), [
    ...["max-age=60", "max-age=60", "max-age=60", "max-age=60"],
    ...["no-cache", "no-cache", "no-cache"],
  ]);
});

Deno.test("fieldChange() gives the same answer for the same file again, so that its bytes are made once", () => {
  const constant = fieldChange({ set: [["X-A", "1"]] });
  assertStrictEquals(constant?.(FILE, VALUES), constant?.(FILE, { ...VALUES, path: "/b" }));
  const filled = fieldChange({ set: [["X-A", "{path}"]] });
  assertNotStrictEquals(filled?.(FILE, VALUES), filled?.(FILE, VALUES));
  assertEquals(fieldChange({ rewrite: "/a" }), undefined);
});

Deno.test("varyChange() names the fields beside those that the answer names itself", () => {
  const changed = varyChange(["Cookie", "Accept"])(
    new HttpResponse({ status: 404, fields: [["Vary", "Origin"]] }),
    VALUES,
  );
  assertEquals(changed.fields, [["Vary", "Origin"], ["Vary", "Cookie, Accept"]]);
});
