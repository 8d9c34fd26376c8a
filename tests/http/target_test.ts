import { assertEquals } from "@std/assert";
import * as refused from "../../src/http/refusals.ts";
import { ASTERISK, normalizePath, parseTarget } from "../../src/http/target.ts";
import { refusalOf } from "../_helpers/refusal.ts";

Deno.test("parseTarget() takes an origin-form apart", () => {
  const cases: Record<string, [path: string, query: string | undefined]> = {
    "/": ["/", undefined],
    "/a/b.txt": ["/a/b.txt", undefined],
    "/a?": ["/a", ""],
    "/a?b=c&d": ["/a", "b=c&d"],
    "/a?b?c": ["/a", "b?c"],
    "/?/../..": ["/", "/../.."],
    "/a?%zz%00|{}": ["/a", "%zz%00|{}"],
    "/%3Fa%3F?b": ["/?a?", "b"],
    "/a:b@c;d=e,f": ["/a:b@c;d=e,f", undefined],
    "/http://b.example/": ["/http:/b.example/", undefined],
    "//b.example/a": ["/b.example/a", undefined],
    "/a/../b/./c/": ["/b/c/", undefined],
    "/a/.": ["/a/", undefined],
    "/.well-known/x": ["/.well-known/x", undefined],
  };
  for (const [raw, [path, query]] of Object.entries(cases)) {
    assertEquals(parseTarget("GET", raw), { raw, path, query, host: undefined }, raw);
  }
});

Deno.test("parseTarget() takes an absolute-form apart", () => {
  const cases: Record<string, [host: string, path: string, query: string | undefined]> = {
    "http://a.example": ["a.example", "/", undefined],
    "http://a.example/": ["a.example", "/", undefined],
    "HTTP://A.Example:80/b?c": ["A.Example:80", "/b", "c"],
    "https://a.example/b": ["a.example", "/b", undefined],
    "http://a.example?b": ["a.example", "/", "b"],
    "http://a.example?/../b": ["a.example", "/", "/../b"],
    "http://[::1]:8080//b/./c": ["[::1]:8080", "/b/c", undefined],
  };
  for (const [raw, [host, path, query]] of Object.entries(cases)) {
    assertEquals(parseTarget("GET", raw), { raw, path, query, host }, raw);
  }
});

Deno.test("parseTarget() takes the asterisk for OPTIONS alone (RFC 9112 §3.2.4)", () => {
  const whole = { path: ASTERISK, query: undefined };
  assertEquals(parseTarget("OPTIONS", "*"), { ...whole, raw: "*", host: undefined });
  const raw = "http://a.example:80";
  assertEquals(parseTarget("OPTIONS", raw), { ...whole, raw, host: "a.example:80" });
  assertEquals(parseTarget("OPTIONS", "http://a.example/").path, "/");
  assertEquals(parseTarget("OPTIONS", "http://a.example?x").path, "/");
  assertEquals(parseTarget("OPTIONS", "/*").path, "/*");
  for (const method of ["GET", "HEAD", "TRACE"]) {
    assertEquals(refusalOf(() => parseTarget(method, "*")), refused.BAD_TARGET_FORM);
  }
});

Deno.test("parseTarget() takes the authority-form for CONNECT alone (RFC 9112 §3.2.3)", () => {
  const raw = "a.example:443";
  assertEquals(parseTarget("CONNECT", raw), { raw, path: "", query: undefined, host: raw });
  assertEquals(parseTarget("CONNECT", "[::1]:443").host, "[::1]:443");
  for (
    const other of ["a.example", "a.example:", "/", "*", "http://a.example:443", "[::1]", "a@b.example:443"]
  ) {
    assertEquals(refusalOf(() => parseTarget("CONNECT", other)), refused.BAD_TARGET_FORM, other);
  }
  assertEquals(refusalOf(() => parseTarget("GET", raw)), refused.BAD_TARGET_FORM);
});

Deno.test("parseTarget() refuses what has none of the forms", () => {
  for (
    const raw of ["", "a", "a/b", "?", "?a", "ftp://a.example/", "http:/a", "http:a", "mailto:a@b"]
  ) {
    assertEquals(refusalOf(() => parseTarget("GET", raw)), refused.BAD_TARGET_FORM, JSON.stringify(raw));
  }
  for (const host of ["", ":80", "user@a.example", "a.example:x", "a,b", "[::1"]) {
    assertEquals(refusalOf(() => parseTarget("GET", `http://${host}/`)), refused.BAD_HOST, host);
  }
});

Deno.test("parseTarget() refuses a path that normalizePath() refuses, in every form that has one", () => {
  for (const start of ["", "http://a.example"]) {
    for (const path of ["/..", "/../x", "/a/../../b", "/%2e%2e/x", "/%", "/%00", "/a%2fb", "/%ff"]) {
      assertEquals(refusalOf(() => parseTarget("GET", start + path)).status, 400, start + path);
    }
  }
});

Deno.test("normalizePath() decodes once and takes dot segments and empty ones out", () => {
  const cases: Record<string, string> = {
    "/": "/",
    "//": "/",
    "///a///b//": "/a/b/",
    "/.": "/",
    "/./": "/",
    "/./a/./b": "/a/b",
    "/a/.": "/a/",
    "/a/..": "/",
    "/a/../": "/",
    "/a/../b": "/b",
    "/a/b/..": "/a/",
    "/a/b/../..": "/",
    "/a//../b": "/b",
    "/a/%2e%2E/b": "/b",
    "/a/.%2e/b": "/b",
    "/%2e/a": "/a",
    "/...": "/...",
    "/..a/.b": "/..a/.b",
    "/a%20b": "/a b",
    "/%61": "/a",
    "/%F0%9F%A6%95": "/🦕",
    "/%252e%252e%252f": "/%2e%2e%2f",
    "/%25": "/%",
    "/+": "/+",
    "/%3f%23": "/?#",
    "/%0d%0aX:": "/\r\nX:",
    "/%1b[2J": "/\x1b[2J",
    "/%EF%BB%BFa": "/\ufeffa",
  };
  for (const [path, normal] of Object.entries(cases)) assertEquals(normalizePath(path), normal, path);
});

Deno.test("normalizePath() keeps a trailing slash exactly where the last segment is a directory's", () => {
  const directories = ["/a/", "/a/.", "/a/./", "/a/b/..", "/a/b/../", "/a//", "/a/%2e", "/a/b/%2e%2e"];
  for (const path of directories) assertEquals(normalizePath(path), "/a/", path);
  for (const path of ["/a", "//a", "/./a", "/b/../a"]) assertEquals(normalizePath(path), "/a", path);
});

Deno.test("normalizePath() refuses what has no one meaning", () => {
  const cases: [string, typeof refused.ABOVE_ROOT][] = [
    ["/%", refused.BAD_PERCENT_ENCODING],
    ["/%2", refused.BAD_PERCENT_ENCODING],
    ["/%zz", refused.BAD_PERCENT_ENCODING],
    ["/%2g", refused.BAD_PERCENT_ENCODING],
    ["/%%32", refused.BAD_PERCENT_ENCODING],
    ["/% 2", refused.BAD_PERCENT_ENCODING],
    ["/%u0041", refused.BAD_PERCENT_ENCODING],
    ["/a.txt%00.html", refused.BAD_PATH_BYTE],
    ["/..%2fx", refused.BAD_PATH_BYTE],
    ["/a%2Fb", refused.BAD_PATH_BYTE],
    ["/..%5coutside%5cx", refused.BAD_PATH_BYTE],
    ["/%5C", refused.BAD_PATH_BYTE],
    ["/%ff", refused.BAD_PATH_UTF8],
    ["/%c0%ae%c0%ae/", refused.BAD_PATH_UTF8],
    ["/%e2%82", refused.BAD_PATH_UTF8],
    ["/%ed%a0%80", refused.BAD_PATH_UTF8],
    ["/..", refused.ABOVE_ROOT],
    ["/../x", refused.ABOVE_ROOT],
    ["/%2e%2e/x", refused.ABOVE_ROOT],
    ["/a/../../b", refused.ABOVE_ROOT],
    ["/a/../../a/b", refused.ABOVE_ROOT],
    ["//../x", refused.ABOVE_ROOT],
    ["/./../x", refused.ABOVE_ROOT],
  ];
  for (const [path, refusal] of cases) assertEquals(refusalOf(() => normalizePath(path)), refusal, path);
});
