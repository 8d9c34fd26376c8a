import { assert, assertEquals } from "@std/assert";
import { isPlainHost, valueInField, valueOf } from "../../src/patterns/request_values.ts";

const VALUES = {
  path: "/a b/é",
  query: 'a=1;b="2",<c>',
  host: "example.org",
  method: "GET",
  captures: ["x, y"],
};

Deno.test("valueOf() gives values as they are, and nothing for what there is not", () => {
  const names = ["path", "host", "method", "1", "2", "99"];
  assertEquals(names.map((name) => valueOf(VALUES, name)), ["/a b/é", "example.org", "GET", "x, y", "", ""]);
  assertEquals(valueOf({ ...VALUES, query: undefined }, "query"), "");
});

Deno.test("valueInField() gives what can neither end a line nor a list, a quoted text or a parameter", () => {
  assertEquals(valueInField(VALUES, "path"), "/a%20b/%C3%A9");
  assertEquals(valueInField(VALUES, "1"), "x%2C%20y");
  assertEquals(valueInField(VALUES, "query"), "a=1%3Bb=%222%22%2C%3Cc%3E");
  assertEquals(valueInField(VALUES, "host"), "example.org");
  const hostile = Array.from({ length: 0x100 }, (_, code) => String.fromCharCode(code)).join("");
  const values = { path: hostile, query: hostile, host: hostile, method: "GET", captures: [hostile] };
  for (const name of ["path", "query", "host", "1"]) {
    const value = valueInField(values, name);
    assert(/^[!-~]+$/.test(value) && !/[",;<>()\\]/.test(value), name);
  }
});

Deno.test("isPlainHost() takes names and addresses only", () => {
  for (const host of ["example.org", "a", "127.0.0.1", "[::1]", "my_host", "xn--bcher-kva.example"]) {
    assert(isPlainHost(host), host);
  }
  for (const host of ["", ".", "..", "a..", "-a", "a;b", "a%41", "[::1", "a:80", "A", "a/b", "a@b"]) {
    assert(!isPlainHost(host), host);
  }
});
