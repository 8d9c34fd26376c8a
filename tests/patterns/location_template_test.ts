import { assert, assertEquals } from "@std/assert";
import { fillLocation, parseLocation } from "../../src/patterns/location_template.ts";
import type { RequestValues } from "../../src/patterns/request_values.ts";

const VALUES: RequestValues = {
  path: "/a b/ü",
  query: "x=1&y=%20",
  host: "example.org",
  method: "GET",
  captures: ["c d/é", "%41?#"],
};

function fill(template: string, values: Partial<RequestValues> = {}): string | undefined {
  const parsed = parseLocation(template);
  assert(parsed !== undefined, template);
  return fillLocation(parsed, { ...VALUES, ...values });
}

Deno.test("parseLocation() refuses what is no path of the site and no plain URL", () => {
  const bad = [
    "",
    "a",
    "//evil.example",
    "/\\evil.example",
    "https:/a",
    "https://",
    "http:///a",
    "ftp://a/",
    "javascript:1",
  ];
  const hosts = [
    "https://{1}/",
    "https://{host}.evil.example/",
    "https://x{host}/",
    "https://a@b/",
    "https://a:123456/",
    "https://www.[::1]/",
    "https://../",
    "https://[a:]/",
  ];
  const paths = [
    "/a//b",
    "/a/../b",
    "/a b",
    "/ä",
    "/{1",
    "/a\r\nX: y",
    '/"',
    "/%zz",
    "/a{{b}}",
    "https://{host}a",
  ];
  for (const text of [...bad, ...hosts, ...paths]) assertEquals(parseLocation(text), undefined, text);
});

Deno.test("fillLocation() encodes every value for its place", () => {
  const cases: [template: string, location: string][] = [
    ["/new{path}", "/new/a%20b/%C3%BC"],
    ["{path}", "/a%20b/%C3%BC"],
    ["/{1}", "/c%20d/%C3%A9"],
    ["/{2}", "/%2541%3F%23"],
    ["/x?{query}", "/x?x=1&y=%20"],
    ["/x?to={path}&q={query}", "/x?to=%2Fa%20b%2F%C3%BC&q=x=1&y=%20"],
    ["/{query}", "/x%3D1%26y%3D%2520"],
    ["/{host}/{method}#top", "/example.org/GET#top"],
    ["https://{host}{path}?{query}", "https://example.org/a%20b/%C3%BC?x=1&y=%20"],
    ["https://www.{host}:8443/", "https://www.example.org:8443/"],
    ["http://other.example", "http://other.example"],
    ["http://[::1]:80/x", "http://[::1]:80/x"],
  ];
  for (const [template, location] of cases) assertEquals(fill(template), location, template);
});

Deno.test("fillLocation() leaves a question mark out that nothing follows", () => {
  for (const query of [undefined, ""]) assertEquals(fill("/x?{query}", { query }), "/x");
  assertEquals(fill("/x?{query}&a=1", { query: undefined }), "/x?&a=1");
});

Deno.test("fillLocation() never leads to another host by way of a path", () => {
  const captures = ["", "/evil.example", "\\evil.example", "/", "https://evil.example"];
  for (const capture of captures) {
    for (const template of ["/{1}", "/{1}/x", "/{1}{1}"]) {
      const location = fill(template, { captures: [capture] });
      assert(location === undefined || /^\/(?![/\\])/.test(location), `${template} ${capture}: ${location}`);
      assert(new URL(location ?? "/", "http://example.org").host === "example.org");
    }
  }
  assertEquals(fill("/{1}/evil.example", { captures: [""] }), "/evil.example");
});

Deno.test("fillLocation() gives nothing where a value makes dot segments, or there is no host to name", () => {
  for (const capture of ["..", ".", "a/..", "../x", "a/./b"]) {
    assertEquals(fill("/x/{1}", { captures: [capture] }), undefined);
  }
  for (const host of ["", "a%2fb", "a;b", "..", "a,b", "-a", "a'b"]) {
    assertEquals(fill("https://{host}/", { host }), undefined);
  }
  assertEquals(fill("https://www.{host}/", { host: "[::1]" }), undefined);
  assertEquals(fill("https://www.{host}/", { host: "127.0.0.1" }), undefined);
  assertEquals(fill("https://{host}/", { host: "[::1]" }), "https://[::1]/");
});

Deno.test("fillLocation() puts no control byte, blank or non-ASCII character into a Location", () => {
  const hostile = Array.from({ length: 0x180 }, (_, code) => String.fromCharCode(code)).join("") +
    "\u2028\ud800🦕";
  for (const template of ["/{1}", "/x?{1}", "/x?{query}", "/x#{1}", "{path}"]) {
    const location = fill(template, {
      captures: [hostile],
      query: hostile,
      path: `/${hostile.replaceAll("/", "")}`,
    });
    assert(location !== undefined && /^[!-~]+$/.test(location), template);
  }
});
