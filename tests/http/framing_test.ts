import { assertEquals } from "@std/assert";
import { bodyLength, CHUNKED, expectsContinue, isPersistent, requestHost } from "../../src/http/framing.ts";
import * as refused from "../../src/http/refusals.ts";
import { parseTarget } from "../../src/http/target.ts";
import { refusalOf } from "../_helpers/refusal.ts";
import { fieldsOf } from "../_helpers/request.ts";

Deno.test("bodyLength() is 0 without framing fields", () => {
  assertEquals(bodyLength(fieldsOf(), 1), 0);
  assertEquals(bodyLength(fieldsOf(), 0), 0);
});

Deno.test("bodyLength() reads a Content-Length of decimal digits", () => {
  const cases: Record<string, number> = {
    "0": 0,
    "5": 5,
    "005": 5,
    "0000000000000000000000000000000000005": 5,
    "999999999999999": 999_999_999_999_999,
    "9007199254740": 9_007_199_254_740,
  };
  for (const [value, length] of Object.entries(cases)) {
    assertEquals(bodyLength(fieldsOf(`Content-Length: ${value}`), 1), length, value);
    assertEquals(bodyLength(fieldsOf(`Content-Length: ${value}`), 0), length, value);
  }
});

Deno.test("bodyLength() refuses any other Content-Length (RFC 9112 §6.3)", () => {
  const values = [
    "",
    "+5",
    "-1",
    "-0",
    "5 5",
    "0x5",
    "5.0",
    "1e3",
    "5,5",
    "5, 5",
    ",5",
    "5,",
    "five",
    "5;",
    "\xb2",
  ];
  for (const value of [...values, "Infinity", "NaN", '"5"', "5 6"]) {
    const refusal = refusalOf(() => bodyLength(fieldsOf(`Content-Length: ${value}`), 1));
    assertEquals(refusal, refused.BAD_CONTENT_LENGTH, JSON.stringify(value));
  }
});

Deno.test("bodyLength() refuses more than one Content-Length, the same or not", () => {
  for (const [a, b] of [["5", "6"], ["5", "5"], ["5", ""]]) {
    const fields = fieldsOf(`Content-Length: ${a}`, `content-length: ${b}`);
    assertEquals(refusalOf(() => bodyLength(fields, 1)), refused.MANY_CONTENT_LENGTHS);
  }
});

Deno.test("bodyLength() says 413 for a length that cannot be counted", () => {
  for (const value of ["9".repeat(16), "18446744073709551616", "9".repeat(1000)]) {
    assertEquals(refusalOf(() => bodyLength(fieldsOf(`Content-Length: ${value}`), 1)), refused.LARGE_BODY);
  }
});

Deno.test("bodyLength() is CHUNKED for chunked alone, in any case and with empty list members", () => {
  for (const value of ["chunked", "Chunked", "CHUNKED", ", chunked", "chunked ,", "\tchunked"]) {
    assertEquals(bodyLength(fieldsOf(`Transfer-Encoding: ${value}`), 1), CHUNKED, value);
  }
  assertEquals(bodyLength(fieldsOf("Transfer-Encoding:", "Transfer-Encoding: chunked"), 1), CHUNKED);
});

Deno.test("bodyLength() refuses a body whose end nobody can tell: 400 (RFC 9112 §6.3)", () => {
  const values = [
    "",
    ",",
    "identity",
    "gzip",
    "xchunked",
    "chunkedx",
    "x-chunked",
    '"chunked"',
    "chunked, identity",
    "chunked, gzip",
    "chunked, chunked",
    "chunked;q=1",
    "chunked; a=b",
    "chun ked",
    "\x80chunked",
  ];
  for (const value of values) {
    const refusal = refusalOf(() => bodyLength(fieldsOf(`Transfer-Encoding: ${value}`), 1));
    assertEquals(refusal, refused.BAD_TRANSFER_CODING, JSON.stringify(value));
  }
  const lines = fieldsOf("Transfer-Encoding: chunked", "Transfer-Encoding: identity");
  assertEquals(refusalOf(() => bodyLength(lines, 1)), refused.BAD_TRANSFER_CODING);
});

Deno.test("bodyLength() says 501 for a coding below chunked that it does not know (RFC 9112 §6.1)", () => {
  for (const value of ["gzip, chunked", "identity, chunked", "xchunked, chunked", "gzip, br, Chunked"]) {
    const refusal = refusalOf(() => bodyLength(fieldsOf(`Transfer-Encoding: ${value}`), 1));
    assertEquals(refusal, refused.UNKNOWN_TRANSFER_CODING, JSON.stringify(value));
  }
});

Deno.test("bodyLength() refuses Transfer-Encoding beside Content-Length, and in HTTP/1.0", () => {
  for (
    const lines of [["Content-Length: 5", "Transfer-Encoding: chunked"], [
      "Transfer-Encoding: x",
      "Content-Length: +",
    ]]
  ) {
    assertEquals(refusalOf(() => bodyLength(fieldsOf(...lines), 1)), refused.LENGTH_AND_CODING);
    assertEquals(refusalOf(() => bodyLength(fieldsOf(...lines), 0)), refused.CODING_IN_1_0);
  }
});

Deno.test("isPersistent() follows RFC 9112 §9.3", () => {
  const cases: [lines: string[], http11: boolean, http10: boolean][] = [
    [[], true, false],
    [["Connection: close"], false, false],
    [["Connection: Close"], false, false],
    [["Connection: keep-alive"], true, true],
    [["Connection: Keep-Alive"], true, true],
    [["Connection: keep-alive, close"], false, false],
    [["Connection: close, keep-alive"], false, false],
    [["Connection: upgrade,\tclose ,x"], false, false],
    [["Connection: upgrade, keep-alive"], true, true],
    [["Connection: keep-alive", "Connection: close"], false, false],
    [["Connection: closed"], true, false],
    [["Connection: not-close"], true, false],
    [["Connection:"], true, false],
    [["Keep-Alive: timeout=5"], true, false],
    [["Proxy-Connection: keep-alive"], true, false],
  ];
  for (const [lines, http11, http10] of cases) {
    const fields = fieldsOf(...lines);
    assertEquals([isPersistent(fields, 1), isPersistent(fields, 0)], [http11, http10], lines.join(" | "));
  }
  assertEquals(isPersistent(fieldsOf(), 2), true);
});

Deno.test("expectsContinue() follows RFC 9110 §10.1.1", () => {
  assertEquals(expectsContinue(fieldsOf(), 1), false);
  assertEquals(expectsContinue(fieldsOf("Expect: 100-continue"), 1), true);
  assertEquals(expectsContinue(fieldsOf("Expect: 100-Continue"), 1), true);
  assertEquals(expectsContinue(fieldsOf("Expect: 100-continue"), 0), false);
  assertEquals(expectsContinue(fieldsOf("Expect: a-miracle"), 0), false);
  for (const value of ["", "a-miracle", "100-continue, x", "100-continue=1", "200-ok"]) {
    assertEquals(
      refusalOf(() => expectsContinue(fieldsOf(`Expect: ${value}`), 1)),
      refused.UNKNOWN_EXPECTATION,
    );
  }
});

Deno.test("requestHost() wants one valid Host, and lets an absolute target win", () => {
  const origin = parseTarget("GET", "/");
  const absolute = parseTarget("GET", "http://b.example:81/");
  assertEquals(requestHost(fieldsOf("Host: a.example:80"), 1, origin), "a.example:80");
  assertEquals(requestHost(fieldsOf("Host: a.example"), 1, absolute), "b.example:81");
  assertEquals(requestHost(fieldsOf("Host: a.example"), 0, origin), "a.example");
  assertEquals(requestHost(fieldsOf(), 0, origin), "");
  assertEquals(requestHost(fieldsOf(), 0, absolute), "b.example:81");
});

Deno.test("requestHost() refuses a Host that is missing, repeated or none (RFC 9112 §3.2)", () => {
  for (const target of [parseTarget("GET", "/"), parseTarget("GET", "http://b.example/")]) {
    assertEquals(refusalOf(() => requestHost(fieldsOf(), 1, target)), refused.NO_HOST);
    for (const minorVersion of [0, 1]) {
      const refusal = (...lines: string[]) =>
        refusalOf(() => requestHost(fieldsOf(...lines), minorVersion, target));
      assertEquals(refusal("Host: a", "Host: a"), refused.MANY_HOSTS);
      assertEquals(refusal("Host: a", "hOST: b"), refused.MANY_HOSTS);
      for (const value of ["", "a b<>", "a, b", "user@a", "a/", "a:99999"]) {
        assertEquals(refusal(`Host: ${value}`), refused.BAD_HOST, value);
      }
    }
  }
});
