import { assertEquals } from "@std/assert";
import { fillPath } from "../../src/patterns/path_template.ts";
import type { RequestValues } from "../../src/patterns/request_values.ts";
import { parseTemplate } from "../../src/patterns/template.ts";

function fill(template: string, values: Partial<RequestValues> = {}): string | undefined {
  const all = { path: "/a b", query: "x", host: "example.org", method: "GET", captures: [], ...values };
  return fillPath(parseTemplate(template) ?? [], all);
}

Deno.test("fillPath() makes normalised paths", () => {
  assertEquals(fill("/sites/{host}{path}"), "/sites/example.org/a b");
  assertEquals(fill("/sites/{host}/{path}"), "/sites/example.org/a b");
  assertEquals(fill("/{1}/x", { captures: [""] }), "/x");
  assertEquals(fill("/x/{1}", { captures: ["%2e%2e/{2}"] }), "/x/%2e%2e/{2}");
});

Deno.test("fillPath() gives nothing where a value would lead elsewhere", () => {
  for (const capture of ["..", ".", "../a", "a/.."]) {
    assertEquals(fill("/x/{1}", { captures: [capture] }), undefined, capture);
  }
  assertEquals(fill("/x/{1}{2}/y", { captures: [".", "."] }), undefined);
  for (const host of ["", "..", "."]) assertEquals(fill("/sites/{host}{path}", { host }), undefined, host);
  assertEquals(fill(`/${"{path}".repeat(16)}`, { path: `/${"a".repeat(5000)}` }), undefined);
});
