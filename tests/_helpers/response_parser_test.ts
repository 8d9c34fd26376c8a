import { assertEquals, assertThrows } from "@std/assert";
import { field, parseResponse, ResponseSyntaxError, text } from "./response_parser.ts";

function bytes(binary: string): Uint8Array {
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

const OPEN = { isHead: false, isClosed: false };
const OK = "HTTP/1.1 200 OK\r\n";

Deno.test("parseResponse() reads a response and leaves the next one", () => {
  const next = "HTTP/1.1 404 Not Found\r\n";
  const sent = `${OK}Content-Length:  3 \r\nVary: a\r\nvary: b\r\n\r\nabc${next}`;
  const parsed = parseResponse(bytes(sent), OPEN);
  assertEquals(parsed?.length, sent.length - next.length);
  const response = parsed?.response;
  if (response === undefined) return;
  assertEquals(response.status, 200);
  assertEquals(response.reason, "OK");
  assertEquals(response.framing, "length");
  assertEquals(field(response, "VARY"), "a, b");
  assertEquals(field(response, "Server"), undefined);
  assertEquals(text(response), "abc");
});

Deno.test("parseResponse() decodes a chunked body with extension and trailer", () => {
  const sent = `${OK}Transfer-Encoding: chunked\r\n\r\n` +
    "3;a=b\r\nabc\r\nA\r\n0123456789\r\n0\r\nDigest: x\r\n\r\n";
  const parsed = parseResponse(bytes(sent), OPEN);
  assertEquals(parsed?.length, sent.length);
  assertEquals(parsed?.response.framing, "chunked");
  assertEquals(parsed?.response.body, bytes("abc0123456789"));
  assertEquals(parsed?.response.trailers, [["Digest", "x"]]);
});

Deno.test("parseResponse() waits for every byte of a complete response", () => {
  const whole = [
    `${OK}Content-Length: 3\r\n\r\nabc`,
    `${OK}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n`,
    "HTTP/1.1 100 Continue\r\n\r\n",
  ];
  for (const sent of whole) {
    for (let length = 0; length < sent.length; length++) {
      const part = sent.slice(0, length);
      assertEquals(parseResponse(bytes(part), OPEN), undefined, part);
    }
    assertEquals(parseResponse(bytes(sent), OPEN)?.length, sent.length);
  }
});

Deno.test("parseResponse() knows which responses have no body", () => {
  const cases = [
    [`${OK}Content-Length: 9\r\n\r\n`, true],
    ["HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", false],
    ["HTTP/1.1 204 No Content\r\n\r\n", false],
  ] as const;
  for (const [sent, isHead] of cases) {
    const parsed = parseResponse(bytes(`${sent}rest`), { ...OPEN, isHead });
    assertEquals(parsed?.length, sent.length, sent);
    assertEquals(parsed?.response.framing, "none", sent);
  }
});

Deno.test("parseResponse() ends an unframed body where the connection ends", () => {
  const sent = bytes(`${OK}\r\nabc`);
  assertEquals(parseResponse(sent, OPEN), undefined);
  const parsed = parseResponse(sent, { ...OPEN, isClosed: true });
  assertEquals(parsed?.response.framing, "close");
  assertEquals(parsed?.response.body, bytes("abc"));
});

Deno.test("parseResponse() refuses what a server must not send", () => {
  const cases = [
    "HTTP/1.1 200\r\n\r\n", // RFC 9112 §4: the space is required
    "HTTP/2 200 OK\r\n\r\n",
    "HTTP/1.1  200 OK\r\n\r\n",
    "HTTP/1.1 099 Low\r\n\r\n",
    "\r\nHTTP/1.1 200 OK\r\n\r\n",
    `${OK}Name : value\r\n\r\n`,
    `${OK}Name: a\r\n folded\r\n\r\n`,
    `${OK}Name: a\nb\r\n\r\n`,
    `${OK}Name: a\0\r\n\r\n`,
    `${OK}no colon\r\n\r\n`,
    `${OK}Content-Length: +3\r\n\r\nabc`,
    `${OK}Content-Length: 3, 3\r\n\r\nabc`,
    `${OK}Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc`,
    `${OK}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n`,
    `${OK}Transfer-Encoding: gzip\r\n\r\n`,
    "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
    "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n",
    `${OK}Transfer-Encoding: chunked\r\n\r\n0x3\r\nabc\r\n`,
    `${OK}Transfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n`,
  ];
  for (const sent of cases) {
    const parse = () => parseResponse(bytes(sent), OPEN);
    assertThrows(parse, ResponseSyntaxError, "", JSON.stringify(sent));
  }
});
