/** A server that strangers send a hundred thousand broken requests to, and that goes on serving. */

import { Buffer } from "node:buffer";
import { assert, assertEquals } from "@std/assert";
import { ask } from "../_helpers/keep_alive.ts";
import { Random } from "../_helpers/random.ts";
import { mutated } from "../_helpers/request_mutants.ts";
import { parseResponse, text } from "../_helpers/response_parser.ts";
import { startServer } from "../_helpers/server.ts";

/** How many requests are to be answered. */
const REQUESTS = 100_000;
/** Requests sent over one connection, at once: the first that is refused is the last that is answered. */
const AT_ONCE = 20;
/** Connections that are open at a time. */
const CLIENTS = 16;
/** More than the answers of one connection have, in bytes. */
const MOST_ANSWERED = AT_ONCE * 1024;
/** More than are needed: the test ends, whatever the server does. */
const MOST_CONNECTIONS = REQUESTS;

const FILES = {
  "index.html": "home",
  "a.txt": "a",
  "sub/index.html": "sub",
  // A short one, for most of what is received is error pages.
  "error/default.html": "error {}",
};

/** Valid requests, with enough in them that a change need not break them. */
const VALID = [
  "GET /a.txt?version=1234567890&language=en-GB,en;q=0.5 HTTP/1.1",
  "GET /sub/%2e/../a.txt HTTP/1.1",
  "GET /sub HTTP/1.1",
  "GET / HTTP/1.1",
  "GET http://a.example:8080/sub/../sub/index.html HTTP/1.1",
  "GET /none/%c3%a4/%e2%82%ac/%f0%9f%a6%95 HTTP/1.1",
  "GET /a.txt HTTP/1.0\r\nConnection: keep-alive",
  "OPTIONS * HTTP/1.1",
  "DELETE /a.txt HTTP/1.1",
].map((line) =>
  [
    line,
    "Host: a.example:8080",
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    'If-None-Match: "AAAAAAAAAAAAAAAA", W/"BBBBBBBBBBBBBBBB", "CCCCCCCCCCCCCCCC"',
    "If-Modified-Since: Sat, 01 Nov 2025 10:00:00 GMT",
    "Cookie: session=0123456789abcdef0123456789abcdef; theme=dark; consent=none",
  ].join("\r\n")
);

/** What ends a head: nothing more, or a body of either framing. */
const BODIES = [
  "\r\n\r\n",
  "\r\n\r\n",
  "\r\n\r\n",
  "\r\nContent-Length: 11\r\n\r\nhello world",
  "\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n6\r\n world\r\n0\r\nX-Sum: 1\r\n\r\n",
  "\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhello",
];

/** No input makes any other: above all no 500. */
const STATUSES = new Set([200, 204, 301, 304, 400, 404, 405, 412, 413, 414, 417, 421, 431, 501, 505]);

/** A change that most parts of a request survive, or seldom one that is meant to break them. */
function mutant(random: Random, request: string): string {
  if (random.oneIn(10)) return mutated(random, request, 5);
  const at = random.below(request.length);
  return request.slice(0, at) + String.fromCharCode(0x21 + random.below(0x5e)) + request.slice(at + 1);
}

/** What connection number so-and-so sends: the same in each run. */
function requestsOf(random: Random): Uint8Array {
  const requests = Array.from(
    { length: AT_ONCE },
    () => mutant(random, random.pick(VALID) + random.pick(BODIES)),
  );
  return Buffer.from(requests.join(""), "latin1");
}

/** Sends in up to three pieces, ends its half, and reads all. */
async function exchange(port: number, random: Random): Promise<Uint8Array> {
  const bytes = requestsOf(random);
  using conn = await Deno.connect({ hostname: "127.0.0.1", port });
  conn.setNoDelay(true);
  const received = readAll(conn);
  let start = 0;
  for (const cut of random.cuts(bytes.length, 2)) {
    while (start < cut) start += await conn.write(bytes.subarray(start, cut));
  }
  await conn.closeWrite();
  return await received;
}

async function readAll(conn: Deno.Conn): Promise<Uint8Array> {
  const bytes = new Uint8Array(MOST_ANSWERED);
  for (let length = 0;;) {
    const count = await conn.read(bytes.subarray(length));
    if (count === null) return bytes.subarray(0, length);
    length += count;
    assert(length < bytes.length, "the answers are longer than any can be");
  }
}

/** How many answers there are, all of them whole and as they may be. */
function countAnswers(bytes: Uint8Array, connection: number): number {
  let count = 0;
  for (let start = 0; start < bytes.length; count++) {
    const parsed = parseResponse(bytes.subarray(start), { isHead: false, isClosed: true });
    assert(parsed !== undefined, `connection ${connection}: answer ${count} is cut`);
    const { status } = parsed.response;
    assert(STATUSES.has(status), `connection ${connection}: answer ${count} is ${status}`);
    start += parsed.length;
  }
  return count;
}

Deno.test("the wire: a server survives 100,000 mutated requests, and answers a clean one", async () => {
  await using server = await startServer({ files: FILES });
  let answers = 0;
  let connections = 0;
  const client = async () => {
    while (answers < REQUESTS && connections < MOST_CONNECTIONS) {
      const connection = connections++;
      const received = await exchange(server.port, new Random(connection));
      answers += countAnswers(received, connection);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  assert(answers >= REQUESTS, `${answers} answers on ${connections} connections`);
  const clean = await ask(server.port, { target: "/a.txt" });
  assertEquals([clean.status, text(clean)], [200, "a"]);
  // No bug was reported, and no worker died.
  assertEquals(server.stderr(), "");
});
