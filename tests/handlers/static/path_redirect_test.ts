import { assertEquals, assertMatch } from "@std/assert";
import { encodePath, pathRedirect } from "../../../src/handlers/static/path_redirect.ts";
import { normalizePath } from "../../../src/http/target.ts";
import { HOSTILE_NAMES } from "../../_helpers/tree.ts";

Deno.test("encodePath() encodes all that a path must not have raw, and reads back as the same path", () => {
  const cases: Record<string, string> = {
    "/": "/",
    "/a/b.txt": "/a/b.txt",
    "/a b/?#é": "/a%20b/%3F%23%C3%A9",
    "/100%": "/100%25",
    "/%2e%2e": "/%252e%252e",
    "/a:b@c": "/a%3Ab%40c",
    "/\r\nX: y": "/%0D%0AX%3A%20y",
    "/\\evil": "/%5Cevil",
  };
  for (const [path, encoded] of Object.entries(cases)) assertEquals(encodePath(path), encoded);
  for (const name of HOSTILE_NAMES.filter((name) => !name.includes("\\"))) {
    assertEquals(normalizePath(encodePath(`/${name}/`)), `/${name}/`);
  }
});

Deno.test("encodePath() does not fail on half a character", () => {
  assertEquals(encodePath("/a\ud800b"), "/a%EF%BF%BDb");
});

Deno.test("pathRedirect() keeps the query as it was sent, an empty one too", () => {
  const cases: [string | undefined, string][] = [
    [undefined, "/sub/"],
    ["", "/sub/?"],
    ["a=b&c=%20|{}", "/sub/?a=b&c=%20|{}"],
    ["?", "/sub/??"],
  ];
  for (const [query, location] of cases) {
    const response = pathRedirect("/sub/", query);
    assertEquals([response.status, response.field("location"), response.body], [301, location, null]);
  }
});

Deno.test("pathRedirect() is not kept by caches that nobody asked: the path may become a file", () => {
  assertEquals(pathRedirect("/sub/", undefined).field("cache-control"), "no-cache");
});

Deno.test("pathRedirect() leads to a path of this host whatever the path is", () => {
  for (
    const name of [...HOSTILE_NAMES, "evil.com", "http:", "javascript:alert(1)", "\\evil.com", "\t/evil"]
  ) {
    assertMatch(pathRedirect(`/${name}/`, undefined).field("location") ?? "", /^\/[^/\\\s][^\\\s]*\/$/, name);
  }
});
