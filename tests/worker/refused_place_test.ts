/** Where in a request is what it is refused for, once its head is known to be one. */

import { assertEquals, assertThrows } from "@std/assert";
import { encodeText } from "../../src/http/bytes.ts";
import { HttpError } from "../../src/http/http_error.ts";
import { RequestHead } from "../../src/http/request_head.ts";
import { defaultSettings } from "../../src/settings/settings.ts";
import { beginExchange } from "../../src/worker/exchange.ts";
import { ReadBuffer } from "../../src/worker/read_buffer.ts";

/** Stands before the byte that offends. */
const MARK = "^";
const HOST = "Host: a.example\r\n";

const HEADS: readonly string[] = [
  ...[
    "^a",
    "^*",
    "/a^%zz/b",
    "/a^%2",
    "/a/^%00?x",
    "/a/b^%2fc",
    "/^%5C",
    "/a/^%ff/b",
    "/%c3%a4^%c3%28",
    "/a/%E2%82%AC^%E2%82",
    "/a/../^../b",
    "/^%2e%2e/b?%zz",
    "//a/..//^..",
    "http://^/x",
    "http://a^@b/x",
    "http://a:8^x/",
    "http://a.example/b^%zz",
    "^https://a.example/",
  ].map((target) => `GET ${target} HTTP/1.1\r\n${HOST}`),
  `CONNECT ^/ HTTP/1.1\r\n${HOST}`,
  `CONNECT a.example^ HTTP/1.1\r\n${HOST}`,
  ...["^", "a^ b", "^:80", "a:^99999", "a:8^x", "a^%zz", "[::1^", "[::1]^x", "[^z]", "^[:]", "a\r\nHost: ^b"]
    .map((host) => `GET / HTTP/1.1\r\nX: y\r\nHost: ${host}\r\n`),
  "GET / HTTP/1.1\r\n",
  ...[
    "Content-Length: 1^x",
    "Content-Length: ^",
    "Content-Length: ^9999999999999999",
    "Content-Length: ^99999999999",
    "Content-Length: 5\r\nContent-Length: ^5",
    "Content-Length: ^5\r\nTransfer-Encoding: chunked",
    "Transfer-Encoding: ^gzip, chunked",
    "Transfer-Encoding: ^chunked, chunked",
    "Expect: ^soon",
  ].map((field) => `GET / HTTP/1.1\r\n${HOST}${field}\r\n`),
  "GET / HTTP/1.0\r\nTransfer-Encoding: ^chunked\r\n",
];

for (const marked of HEADS) {
  Deno.test(`beginExchange() knows the place in ${JSON.stringify(marked)}`, () => {
    const bytes = encodeText(`${marked.replace(MARK, "")}\r\n`);
    const buffer = new ReadBuffer(Uint8Array.from(bytes));
    buffer.received(bytes.length);
    const head = new RequestHead({ target: 8192, head: 8192, fields: 100 });
    assertEquals(head.parse(buffer.bytes, buffer.start, buffer.end), true);
    const bodySource = { buffer, receive: () => Promise.resolve(false), send: () => Promise.resolve() };
    const client = { address: "192.0.2.1", port: 1 };
    const error = assertThrows(
      () => beginExchange(head, { buffer, client, bodySource }, defaultSettings()),
      HttpError,
    );
    assertEquals(error.at, marked.indexOf(MARK), error.message);
  });
}
