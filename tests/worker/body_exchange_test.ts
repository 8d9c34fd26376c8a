/** Bodies of requests, read by a handler over a real connection. */

import { assert, assertEquals } from "@std/assert";
import type { Handler } from "../../src/handlers/handler.ts";
import { encodeText } from "../../src/http/bytes.ts";
import type { RequestBody } from "../../src/http/request.ts";
import { HttpResponse } from "../../src/http/response.ts";
import { connectionServer } from "../_helpers/connection_server.ts";
import { KeepAliveClient } from "../_helpers/keep_alive.ts";
import { latin1Bytes, latin1Text } from "../_helpers/latin1.ts";
import { rawExchange } from "../_helpers/raw.ts";
import { field, text } from "../_helpers/response_parser.ts";

const POST = "POST / HTTP/1.1\r\nHost: a.example\r\n";
const NEXT = "GET /next HTTP/1.1\r\nHost: a.example\r\n\r\n";
const CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
const WAITS = "Expect: 100-continue\r\n";
const CHUNKED = "Transfer-Encoding: chunked\r\n";

function answer(content: string, status = 200): HttpResponse {
  return new HttpResponse({ status, body: encodeText(content) });
}

/** Answers with the path and the whole body. */
const readAll: Handler = async ({ target, body }) => {
  let content = "";
  for (let piece = await body?.read(); piece; piece = await body?.read()) content += latin1Text(piece);
  return answer(`${target.path} ${content}`);
};

/** Answers with the body as it comes. */
const echo: Handler = ({ body }) => new HttpResponse({ status: 200, body: pieces(body) });

async function* pieces(body: RequestBody | null): AsyncGenerator<Uint8Array> {
  yield encodeText("<");
  for (let piece = await body?.read(); piece; piece = await body?.read()) yield piece;
  yield encodeText(">");
}

/** Reads until the text has come, and gives all that has. */
async function readUntil(conn: Deno.Conn, wanted: string): Promise<string> {
  const room = new Uint8Array(10_000);
  let seen = "";
  while (!seen.includes(wanted)) {
    const count = await conn.read(room);
    if (count === null) throw new Error(`the connection ended after ${JSON.stringify(seen)}`);
    seen += latin1Text(room.subarray(0, count));
  }
  return seen;
}

Deno.test("Connection sends 100 Continue before a handler reads the body, and only then (RFC 9110 §10.1.1)", async () => {
  await using server = connectionServer(readAll);
  for (const [framing, body] of [["Content-Length: 5\r\n", "hello"], [CHUNKED, "5\r\nhello\r\n0\r\n\r\n"]]) {
    using conn = await Deno.connect({ hostname: "127.0.0.1", port: server.port });
    await conn.write(latin1Bytes(`${POST}${WAITS}${framing}\r\n`));
    assertEquals(await readUntil(conn, "\r\n\r\n"), CONTINUE);
    await conn.write(latin1Bytes(`${body}${NEXT}`));
    const answers = await readUntil(conn, "/next ");
    assertEquals(answers.match(/HTTP\/1\.1 \d+/g), ["HTTP/1.1 200", "HTTP/1.1 200"]);
    assert(answers.includes("/ hello"), answers);
  }
});

Deno.test("Connection sends no 100 Continue to who does not wait, or to HTTP/1.0", async () => {
  await using server = connectionServer(readAll);
  const requests = [
    `${POST}${WAITS}Content-Length: 5\r\n\r\nhello`,
    `${POST}${WAITS}${CHUNKED}\r\n5\r\nhello\r\n0\r\n\r\n`,
    `${POST}Content-Length: 5\r\n\r\nhello`,
    `POST / HTTP/1.0\r\nConnection: keep-alive\r\n${WAITS}Content-Length: 5\r\n\r\nhello`,
  ];
  for (const request of requests) {
    const { responses, rest } = await rawExchange(server.port, [request], { responses: 1 });
    assertEquals([responses.map(text), rest.length], [["/ hello"], 0]);
  }
});

Deno.test("Connection sends no 100 Continue once the answer has begun", async () => {
  await using server = connectionServer(echo, { "timeouts.body": 300 });
  using client = await KeepAliveClient.connect(server.port);
  await client.send(`${POST}${WAITS}Content-Length: 5\r\n\r\nhello`);
  assertEquals(text(await client.read()), "<hello>");
  const waiting = await rawExchange(server.port, [`${POST}${WAITS}Content-Length: 5\r\n\r\n`]);
  // It never learns that it may send: its answer, which waits for that, is cut.
  assertEquals([waiting.responses, latin1Text(waiting.bytes).includes("100")], [[], false]);
});

Deno.test("Connection answers what a handler made of a part of the body, and drops the rest", async () => {
  await using server = connectionServer(async ({ target, body }) => {
    const piece = await body?.read();
    return answer(`${target.path} ${piece ? latin1Text(piece).charAt(0) : ""}`);
  });
  const bodies = [
    `Content-Length: 5\r\n\r\nhello`,
    `${CHUNKED}\r\n1\r\nh\r\n4\r\nello\r\n0\r\n\r\n`,
    `Content-Length: 300000\r\n\r\n${"h".repeat(300_000)}`,
  ];
  for (const body of bodies) {
    const { responses, end } = await rawExchange(server.port, [POST + body + NEXT], { responses: 2 });
    assertEquals([responses.map(text), end], [["/ h", "/next "], "open"]);
  }
});

Deno.test("Connection closes rather than receive a long body that nobody reads", async () => {
  await using server = connectionServer(() => answer("no"), { "limits.body": 1e9 });
  for (const [length, isOpen] of [[1024 * 1024, true], [1024 * 1024 + 1, false]] as const) {
    const request = `${POST}Content-Length: ${length}\r\n\r\n${"x".repeat(length)}${NEXT}`;
    const { responses, end } = await rawExchange(server.port, [request], isOpen ? { responses: 2 } : {});
    assertEquals([responses.length, end], isOpen ? [2, "open"] : [1, "closed"]);
    assertEquals(responses[0] && field(responses[0], "Connection"), isOpen ? undefined : "close");
  }
  const chunks = `${POST}${CHUNKED}\r\n${
    "100000\r\n".concat("x".repeat(0x100000), "\r\n").repeat(2)
  }0\r\n\r\n${NEXT}`;
  const { responses, end } = await rawExchange(server.port, [chunks]);
  assertEquals([responses.length, end], [1, "closed"]);
});

Deno.test("Connection refuses a request whose body turns out to be none, also when the handler would not care", async () => {
  const careless: Handler = async ({ body }) => {
    await body?.read().catch(() => {});
    return answer("done");
  };
  const cases: readonly (readonly [body: string, status: number])[] = [
    [`${CHUNKED}\r\nx`, 400],
    [`${CHUNKED}\r\n5\r\nhello!`, 400],
    [`${CHUNKED}\r\n0\r\nX\r\n\r\n`, 400],
    [`${CHUNKED}\r\nfffff\r\n`, 413],
    [`Content-Length: 5\r\n\r\nhel`, 400],
  ];
  for (const handler of [readAll, careless]) {
    await using server = connectionServer(handler, { "limits.body": 1000 });
    for (const [body, status] of cases) {
      const { responses, end } = await rawExchange(server.port, [POST + body], { halfClose: true });
      assertEquals([responses.map((response) => response.status), end], [[status], "closed"], body);
    }
    assertEquals(server.notices, []);
  }
});

Deno.test("Connection refuses a body that is too slow: 408, whether the handler has read of it or not", async () => {
  for (const handler of [readAll, () => answer("no")]) {
    await using server = connectionServer(handler, { "timeouts.body": 300 });
    const { responses, end } = await rawExchange(server.port, [`${POST}Content-Length: 5\r\n\r\nhe`]);
    assertEquals([responses.map(({ status }) => status), end], [[408], "closed"]);
    assertEquals(server.notices, []);
  }
});

Deno.test("Connection lets a handler answer with the body while it comes", async () => {
  await using server = connectionServer(echo);
  using client = await KeepAliveClient.connect(server.port);
  await client.send(`${POST}${CHUNKED}\r\n`);
  for (const piece of ["1\r\na\r\n", "2\r\nbc\r\n", "0\r\n\r\n"]) await client.send(piece);
  await client.send(NEXT);
  assertEquals([text(await client.read()), text(await client.read())], ["<abc>", "<>"]);
  const old = await rawExchange(server.port, ["POST / HTTP/1.0\r\nContent-Length: 3\r\n\r\nabc"]);
  assertEquals(old.responses.map((response) => [response.framing, text(response)]), [["close", "<abc>"]]);
});

Deno.test("Connection cuts an answer that has begun when the request is then refused", async () => {
  await using server = connectionServer(echo, { "timeouts.body": 300 });
  for (const body of [`${CHUNKED}\r\n1\r\na\r\nx`, "Content-Length: 5\r\n\r\nhe"]) {
    const { responses, bytes, end } = await rawExchange(server.port, [POST + body]);
    // A chunked answer without its last chunk is no answer, and no other one is mixed into it.
    assertEquals([responses, end], [[], "closed"]);
    assertEquals(latin1Text(bytes).match(/HTTP\/1\.1 \d+/g), ["HTTP/1.1 200"]);
  }
  assertEquals(server.notices, []);
});
