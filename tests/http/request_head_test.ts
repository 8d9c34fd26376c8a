import { assertEquals, assertThrows } from "@std/assert";
import { HttpError, type Refusal } from "../../src/http/http_error.ts";
import * as refusals from "../../src/http/refusals.ts";
import { type HeadLimits, RequestHead } from "../../src/http/request_head.ts";
import { latin1Bytes } from "../_helpers/latin1.ts";
import { refused } from "../_helpers/refusal.ts";
import { LIMITS, parsedHead } from "../_helpers/request.ts";

const SMALL: HeadLimits = { target: 8, head: 64, fields: 2 };
const REQUEST = "GET /a?b HTTP/1.1\r\nHost: a.example\r\nX-Two:  2\t\r\n\r\n";

/** Parses all at once, then a byte at a time, and gives the refusal on which both must agree. */
function refusal(text: string, limits: HeadLimits = LIMITS): [rule: string, at: number] {
  const bytes = latin1Bytes(text);
  const whole = new RequestHead(limits);
  const error = refused(() => whole.parse(bytes, 0, bytes.length));
  const slow = new RequestHead(limits);
  const again = refused(() => {
    for (let end = 0; end <= bytes.length; end++) slow.parse(bytes, 0, end);
  });
  assertEquals(
    [again.refusal, again.at],
    [error.refusal, error.at],
    `${JSON.stringify(text)} a byte at a time`,
  );
  return [nameOf(error.refusal), error.at];
}

/** What a failed assertion should show of a refusal. */
function nameOf(refusal: Refusal): string {
  return Object.entries(refusals).find(([, candidate]) => candidate === refusal)?.[0] ?? refusal.rule;
}

Deno.test("RequestHead tells the parts of a request", () => {
  const head = parsedHead(REQUEST);
  assertEquals(head.method, "GET");
  assertEquals(head.target, "/a?b");
  assertEquals(head.minorVersion, 1);
  assertEquals(head.fields.entries(), [["Host", "a.example"], ["X-Two", "2"]]);
  assertEquals(head.length, REQUEST.length);
});

Deno.test("RequestHead.parse() takes heads of every valid shape", () => {
  const heads = [
    "GET / HTTP/1.0\r\n\r\n",
    "OPTIONS * HTTP/1.1\r\n\r\n",
    "CONNECT a.example:443 HTTP/1.1\r\n\r\n",
    "GET http://a.example/ HTTP/1.1\r\n\r\n",
    "GET / HTTP/1.2\r\n\r\n",
    "GET / HTTP/1.9\r\n\r\n",
    "\r\nGET / HTTP/1.1\r\n\r\n",
    "\r\n\r\n\r\n\r\nGET / HTTP/1.1\r\n\r\n",
    "GET / HTTP/1.1\r\nX:\r\n\r\n",
    "GET / HTTP/1.1\r\nX: \t \r\n\r\n",
    "GET / HTTP/1.1\r\nX:a\r\nY: a b\tc\xff\r\n\r\n",
    "GET / HTTP/1.1\r\n!#$%&'*+-.^_`|~09aZ: x\r\n\r\n",
    "GET /|^{}` HTTP/1.1\r\n\r\n",
  ];
  for (const text of heads) assertEquals(parsedHead(text).length, text.length, JSON.stringify(text));
});

Deno.test("RequestHead.parse() takes a head in two pieces, cut anywhere", () => {
  const bytes = latin1Bytes(REQUEST);
  for (let cut = 0; cut < bytes.length; cut++) {
    const head = new RequestHead(LIMITS);
    assertEquals(head.parse(bytes, 0, cut), false);
    assertEquals(head.length, 0);
    assertEquals(head.parse(bytes, 0, bytes.length), true, `cut at ${cut}`);
    assertEquals(head.target, "/a?b");
    assertEquals(head.fields.entries(), [["Host", "a.example"], ["X-Two", "2"]]);
  }
});

Deno.test("RequestHead.parse() stops at the head's end and leaves what follows alone", () => {
  const bytes = latin1Bytes(`${REQUEST}\0not a request`);
  const head = new RequestHead(LIMITS);
  assertEquals(head.parse(bytes, 0, bytes.length), true);
  assertEquals(head.length, REQUEST.length);
});

Deno.test("RequestHead.parse() begins where it is told, also after the bytes were moved", () => {
  const before = latin1Bytes(`garbage\r\n${REQUEST}`);
  const head = new RequestHead(LIMITS);
  assertEquals(head.parse(before, 9, 40), false);
  const moved = latin1Bytes(REQUEST);
  assertEquals(head.parse(moved, 0, moved.length), true);
  assertEquals(head.fields.get("host"), "a.example");
});

Deno.test("RequestHead.parse() trims white space around a value, not inside it", () => {
  const { fields } = parsedHead("GET / HTTP/1.1\r\nA: \t a \t b \t \r\nB:\t\r\nC:c\r\n\r\n");
  assertEquals(fields.entries(), [["A", "a \t b"], ["B", ""], ["C", "c"]]);
});

Deno.test("RequestHead.parse() refuses a broken request line at its first wrong byte", () => {
  const cases: [string, string, number][] = [
    [" GET / HTTP/1.1\r\n", "BAD_METHOD", 0],
    ["G\xc4T / HTTP/1.1\r\n", "BAD_METHOD", 1],
    ["GET\r\n", "BAD_METHOD", 3],
    ["GET\t/ HTTP/1.1\r\n", "BAD_METHOD", 3],
    ["G(T / HTTP/1.1\r\n", "BAD_METHOD", 1],
    ["\0", "BAD_METHOD", 0],
    ["get / HTTP/1.1\r\n", "UNKNOWN_METHOD", 0],
    ["FOO / HTTP/1.1\r\n", "UNKNOWN_METHOD", 0],
    ["\r\nFOO / HTTP/1.1\r\n", "UNKNOWN_METHOD", 2],
    [`${"M".repeat(32)} / HTTP/1.1\r\n`, "UNKNOWN_METHOD", 0],
    [`${"M".repeat(40)} / HTTP/1.1\r\n`, "LONG_METHOD", 32],
    ["\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03", "TLS_ON_PLAIN_PORT", 0],
    ["GET  / HTTP/1.1\r\n", "BAD_TARGET_FORM", 4],
    ["GET \r\n", "BAD_TARGET_BYTE", 4],
    ["GET /\r\n", "NO_VERSION", 5],
    ["GET /\n", "NO_VERSION", 5],
    ["GET / \r\n", "NO_VERSION", 6],
    ["GET /a b HTTP/1.1\r\n", "BAD_VERSION", 7],
    ["GET /a\tHTTP/1.1\r\n", "BAD_TARGET_BYTE", 6],
    ["GET /#a HTTP/1.1\r\n", "BAD_TARGET_BYTE", 5],
    ["GET /\\a HTTP/1.1\r\n", "BAD_TARGET_BYTE", 5],
    ['GET /" HTTP/1.1\r\n', "BAD_TARGET_BYTE", 5],
    ["GET /<> HTTP/1.1\r\n", "BAD_TARGET_BYTE", 5],
    ["GET /\0 HTTP/1.1\r\n", "BAD_TARGET_BYTE", 5],
    ["GET /\x7f HTTP/1.1\r\n", "BAD_TARGET_BYTE", 5],
    ["GET /\xe4 HTTP/1.1\r\n", "BAD_TARGET_BYTE", 5],
    ["GET /  HTTP/1.1\r\n", "BAD_VERSION", 6],
    ["GET / http/1.1\r\n", "BAD_VERSION", 6],
    ["GET / HTTP/1\r\n", "BAD_VERSION", 12],
    ["GET / HTTP/1.\r\n", "BAD_VERSION", 13],
    ["GET / HTTP/1.10\r\n", "BAD_VERSION", 14],
    ["GET / HTTP/01.1\r\n", "BAD_VERSION", 12],
    ["GET / HTTP/a.1\r\n", "BAD_VERSION", 11],
    ["GET / HTTP/1.1 \r\n", "BAD_VERSION", 14],
    ["GET / HTTP/1.1\n", "BAD_VERSION", 14],
    ["GET / HTTP/1.1\rX", "BAD_VERSION", 15],
    ["GET / HTTP/2.0\r\n", "OTHER_VERSION", 6],
    ["GET / HTTP/0.9\r\n", "OTHER_VERSION", 6],
    ["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "OTHER_VERSION", 6],
  ];
  for (const [text, rule, at] of cases) assertEquals(refusal(text), [rule, at], JSON.stringify(text));
});

Deno.test("RequestHead.parse() skips a few empty lines and no more (RFC 9112 §2.2)", () => {
  const cases: [string, string, number][] = [
    ["\r\n".repeat(5), "EMPTY_LINES", 8],
    ["\n", "BARE_LF", 0],
    ["\r\n\nGET", "BARE_LF", 2],
    ["\r\r\n", "BARE_CR", 0],
    ["\rGET / HTTP/1.1\r\n", "BARE_CR", 0],
    ["\r\n\rG", "BARE_CR", 2],
  ];
  for (const [text, rule, at] of cases) assertEquals(refusal(text), [rule, at], JSON.stringify(text));
});

Deno.test("RequestHead.parse() refuses a broken field line at its first wrong byte", () => {
  const line = "GET / HTTP/1.1\r\n";
  const cases: [string, string, number][] = [
    [" X: 1\r\n", "SPACE_BEFORE_FIELDS", 0],
    ["\tX: 1\r\n", "SPACE_BEFORE_FIELDS", 0],
    ["X: 1\r\n Y: 2\r\n", "OBS_FOLD", 6],
    ["X: 1\r\n\tfolded\r\n", "OBS_FOLD", 6],
    [": 1\r\n", "EMPTY_FIELD_NAME", 0],
    ["X : 1\r\n", "SPACE_BEFORE_COLON", 1],
    ["X\t: 1\r\n", "SPACE_BEFORE_COLON", 1],
    ["X\r\n", "BAD_FIELD_NAME", 1],
    ["X\n", "BAD_FIELD_NAME", 1],
    ["\xdcX: 1\r\n", "BAD_FIELD_NAME", 0],
    ["X\0: 1\r\n", "BAD_FIELD_NAME", 1],
    ["(X): 1\r\n", "BAD_FIELD_NAME", 0],
    ["X/Y: 1\r\n", "BAD_FIELD_NAME", 1],
    ["X: a\0b\r\n", "BAD_FIELD_VALUE", 4],
    ["X: a\x7fb\r\n", "BAD_FIELD_VALUE", 4],
    ["X: \x1b[2J\r\n", "BAD_FIELD_VALUE", 3],
    ["X: 1\n", "BARE_LF", 4],
    ["X:\n", "BARE_LF", 2],
    ["X: 1\rY: 2\r\n", "BARE_CR", 4],
    ["X: 1\r\r\n", "BARE_CR", 4],
    ["\n", "BARE_LF", 0],
    ["X: 1\r\n\n", "BARE_LF", 6],
    ["\rX", "BARE_CR", 0],
    ["X: 1\r\n\r\r\n", "BARE_CR", 6],
  ];
  for (const [text, rule, at] of cases) {
    assertEquals(refusal(line + text), [rule, line.length + at], JSON.stringify(text));
  }
});

Deno.test("RequestHead.parse() holds to its limits, and takes what just fits", () => {
  const padded = (length: number): string => {
    const head = "GET / HTTP/1.1\r\nX: \r\n\r\n";
    return head.replace("X: ", `X: ${"x".repeat(length - head.length)}`);
  };
  assertEquals(parsedHead(padded(64), SMALL).length, 64);
  assertEquals(refusal(padded(65), SMALL), ["LONG_HEAD", 64]);
  assertEquals(refusal(padded(64).slice(0, 60) + "xxxx", SMALL), ["LONG_HEAD", 64]);
  assertEquals(parsedHead("GET /2345678 HTTP/1.1\r\n\r\n", SMALL).target, "/2345678");
});

Deno.test("RequestHead.parse() tells a long target from a long head and too many fields", () => {
  assertEquals(refusal("GET /23456789 HTTP/1.1\r\n\r\n", SMALL), ["LONG_TARGET", 12]);
  const target = { target: 1000, head: 64, fields: 2 };
  assertEquals(refusal(`GET /${"a".repeat(100)} HTTP/1.1\r\n\r\n`, target), ["LONG_TARGET", 64]);

  const fields = (count: number): string => `GET / HTTP/1.1\r\n${"A:1\r\n".repeat(count)}\r\n`;
  assertEquals(parsedHead(fields(2), SMALL).fields.count("a"), 2);
  assertEquals(refusal(fields(3), SMALL), ["MANY_FIELDS", 26]);
});

Deno.test("RequestHead is untouched until the first byte, and again after reset()", () => {
  const head = new RequestHead(LIMITS);
  assertEquals(head.untouched, true);
  head.parse(latin1Bytes("G"), 0, 1);
  assertEquals(head.untouched, false);
  head.reset();
  assertEquals(head.untouched, true);
});

Deno.test("RequestHead.reset() leaves nothing of the head before, wherever that one ended", () => {
  const before = "POST /long HTTP/1.0\r\nContent-Length: 5\r\nHost: x\r\nHost: y\r\n\r\n";
  const bytes = latin1Bytes("GET /a HTTP/1.1\r\nX: 7\r\n\r\n");
  for (let end = 0; end <= before.length; end++) {
    const head = new RequestHead(LIMITS);
    head.parse(latin1Bytes(before), 0, end);
    head.reset();
    assertEquals(head.length, 0);
    assertEquals(head.parse(bytes, 0, bytes.length), true);
    assertEquals([head.method, head.target, head.minorVersion], ["GET", "/a", 1]);
    assertEquals(head.fields.entries(), [["X", "7"]], `after ${end} bytes`);
    for (const name of ["content-length", "host"]) {
      assertEquals(
        [head.fields.count(name), head.fields.get(name)],
        [0, undefined],
        `${name} after ${end} bytes`,
      );
    }
  }
});

Deno.test("RequestHead.reset() leaves nothing of a head that was refused", () => {
  const head = new RequestHead(LIMITS);
  const broken = latin1Bytes("POST / HTTP/1.1\r\nContent-Length: \0");
  assertThrows(() => head.parse(broken, 0, broken.length), HttpError);
  head.reset();
  const bytes = latin1Bytes("GET / HTTP/1.1\r\nX: 7\r\n\r\n");
  assertEquals(head.parse(bytes, 0, bytes.length), true);
  assertEquals([head.fields.count("content-length"), head.fields.get("content-length")], [0, undefined]);
});

Deno.test("RequestHead.retain() keeps the head when its buffer is used again", () => {
  const bytes = latin1Bytes(`\r\n${REQUEST}`);
  const head = new RequestHead(LIMITS);
  head.parse(bytes, 0, bytes.length);
  const { fields } = head;
  head.retain();
  bytes.fill(0x78);
  assertEquals([head.method, head.target, head.length], ["GET", "/a?b", bytes.length]);
  assertEquals([fields.get("host"), fields.get("x-two"), fields.get("x")], ["a.example", "2", undefined]);
});

Deno.test("RequestHead.copyTo() copies as much as is asked for, and tells how much there is", () => {
  const next = "GET /next HTTP/1.1\r\n\r\n";
  for (const padding of [0, 1, 30, 300]) {
    const text = `GET /${"a".repeat(padding)} HTTP/1.1\r\nHost: a\r\n\r\n`;
    const bytes = latin1Bytes(`xx${text}${next}`);
    const head = new RequestHead(LIMITS);
    head.parse(bytes, 2, bytes.length);
    for (const most of [0, 1, 20, text.length, text.length + 1, 1000]) {
      const target = new Uint8Array(1010).fill(0xff);
      assertEquals(head.copyTo(target, 5, most), text.length);
      const copied = text.slice(0, most);
      assertEquals(target.slice(5, 5 + copied.length), latin1Bytes(copied));
      const rest = [...target.slice(0, 5), ...target.slice(5 + copied.length)];
      assertEquals(rest.every((byte) => byte === 0xff), true);
    }
    head.retain();
    bytes.fill(0);
    const target = new Uint8Array(text.length);
    assertEquals([head.copyTo(target, 0, 1000), target], [text.length, latin1Bytes(text)]);
    head.reset();
    assertEquals(head.copyTo(target, 0, 1000), 0);
  }
});

Deno.test("RequestHead.copyTo() has of a refused head what came behind the offending byte, too", () => {
  const text = "GET / HTTP/1.1\r\nHost : a\r\n\r\nrest";
  const bytes = latin1Bytes(text);
  const head = new RequestHead(LIMITS);
  refused(() => head.parse(bytes, 0, bytes.length));
  const target = new Uint8Array(text.length);
  assertEquals([head.copyTo(target, 0, 1000), target], [text.length, bytes]);
});
