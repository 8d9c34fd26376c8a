import { assert, assertEquals } from "@std/assert";
import { knownMethod, LONGEST_METHOD, METHODS } from "../../src/http/method.ts";
import { latin1Bytes } from "../_helpers/latin1.ts";

Deno.test("knownMethod() recognises every known method anywhere in the bytes", () => {
  for (const method of METHODS) {
    const bytes = latin1Bytes(`..${method} /`);
    assertEquals(knownMethod(bytes, 2, 2 + method.length), method);
  }
});

Deno.test("knownMethod() tells cases apart, and neither beginnings nor continuations", () => {
  for (const method of METHODS) {
    const others = [method.toLowerCase(), method.slice(0, -1), `${method}X`, method.slice(1), ""];
    for (const other of [...others, `${method.slice(0, -1)}_`]) {
      assertEquals(knownMethod(latin1Bytes(other), 0, other.length), undefined, other);
    }
  }
});

Deno.test("knownMethod() does not look beyond the end that it is given", () => {
  assertEquals(knownMethod(latin1Bytes("GETS"), 0, 3), "GET");
  assertEquals(knownMethod(latin1Bytes("GE"), 0, 3), undefined);
});

Deno.test("METHODS are those of RFC 9110 §9.3 and PATCH, none longer than LONGEST_METHOD", () => {
  const known = ["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"];
  assertEquals([...METHODS].sort(), known);
  assert(METHODS.every((method) => method.length <= LONGEST_METHOD));
});
