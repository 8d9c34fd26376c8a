/** What happens to clients that are slow, silent, or do not read: each is cut off, and gives back what it held. */

import { assert, assertEquals } from "@std/assert";
import { openDescriptors } from "../_helpers/descriptors.ts";
import { eventually } from "../_helpers/eventually.ts";
import { KeepAliveClient } from "../_helpers/keep_alive.ts";
import { residentMemory } from "../_helpers/memory.ts";
import { rawExchange, type RawOptions } from "../_helpers/raw.ts";
import { field } from "../_helpers/response_parser.ts";
import { type Server, startServer } from "../_helpers/server.ts";

const GET = "GET /a.txt HTTP/1.1\r\nHost: a.example\r\n\r\n";
const POST = "POST /a.txt HTTP/1.1\r\nHost: a.example\r\n";
/** For each deadline that a test is about; the others stay at their defaults, which no test reaches. */
const SHORT = 300;
/** For all of an exchange, in milliseconds: a busy machine's time. */
const PATIENCE = 20_000;

function startWith(...settings: readonly string[]): Promise<Server> {
  return startServer({
    files: { "a.txt": "a", "large.bin": "" },
    args: ["--workers", "1", ...settings.flatMap((setting) => ["--set", setting])],
  });
}

/** Exchanges, and tells how long it took until the server ended the connection. */
async function timed(
  port: number,
  parts: readonly string[],
  options: RawOptions = {},
): Promise<{ statuses: number[]; end: string; elapsed: number; closing: boolean }> {
  const start = performance.now();
  const { responses, end } = await rawExchange(port, parts, { timeout: PATIENCE, ...options });
  const elapsed = performance.now() - start;
  const last = responses[responses.length - 1];
  const closing = last !== undefined && field(last, "Connection") === "close";
  return { statuses: responses.map(({ status }) => status), end, elapsed, closing };
}

Deno.test("timeouts.head: a head that does not end gets 408, which the client can read, and not before its time", async () => {
  await using server = await startWith(`timeouts.head=${SHORT}ms`);
  const { statuses, end, elapsed, closing } = await timed(server.port, [GET.slice(0, -2)]);
  assertEquals({ statuses, end, closing }, { statuses: [408], end: "closed", closing: true });
  assert(elapsed >= SHORT, `after ${elapsed} ms`);
});

Deno.test("timeouts.head: it is never cut short, whenever the connection begins", async () => {
  await using server = await startWith(`timeouts.head=${SHORT}ms`);
  // Deadlines are looked at every half second: these begin all over it.
  const exchanges = Array.from({ length: 12 }, async (_, index) => {
    await new Promise((resume) => setTimeout(resume, index * 50));
    return await timed(server.port, ["GET"]);
  });
  for (const { statuses, elapsed } of await Promise.all(exchanges)) {
    assertEquals(statuses, [408]);
    assert(elapsed >= SHORT, `after ${elapsed} ms`);
  }
});

Deno.test("timeouts.head: who trickles bytes gets 408 all the same", async () => {
  await using server = await startWith(`timeouts.head=${SHORT}ms`);
  const parts = [`${GET.slice(0, -2)}X: `, ..."y".repeat(200)];
  const { statuses, end, closing } = await timed(server.port, parts, { pause: 50 });
  assertEquals({ statuses, end, closing }, { statuses: [408], end: "closed", closing: true });
});

Deno.test("timeouts.head: it is each request's own, and a silent connection is closed without a word", async () => {
  await using server = await startWith(`timeouts.head=${SHORT}ms`);
  const second = await timed(server.port, [GET + GET.slice(0, 20)]);
  assertEquals([second.statuses, second.end], [[200, 408], "closed"]);
  const silent = await timed(server.port, []);
  assertEquals([silent.statuses, silent.end], [[], "closed"]);
  assert(silent.elapsed >= SHORT, `after ${silent.elapsed} ms`);
  // Some clients send an empty line behind a body; nobody waits for an answer to it (RFC 9112 §2.2).
  const empty = await timed(server.port, [`${GET}\r\n`]);
  assertEquals([empty.statuses, empty.end], [[200], "closed"]);
});

Deno.test("timeouts.idle: a connection without a next request is closed without a word, and not before its time", async () => {
  await using server = await startWith(`timeouts.idle=${SHORT}ms`);
  const { statuses, end, elapsed, closing } = await timed(server.port, [GET]);
  assertEquals({ statuses, end, closing }, { statuses: [200], end: "closed", closing: false });
  assert(elapsed >= SHORT, `after ${elapsed} ms`);
});

Deno.test("timeouts.idle: requests keep the connection going", async () => {
  await using server = await startWith("timeouts.idle=1s");
  const { statuses } = await timed(server.port, Array.from({ length: 12 }, () => GET), {
    pause: 150,
    responses: 12,
  });
  assertEquals(statuses, Array.from({ length: 12 }, () => 200));
});

Deno.test("timeouts.body: a body that does not come, or trickles, gets 408", async (t) => {
  await using server = await startWith(`timeouts.body=${SHORT}ms`);
  const bodies: Readonly<Record<string, readonly string[]>> = {
    "nothing": [`${POST}Content-Length: 5\r\n\r\n`],
    "a part": [`${POST}Content-Length: 5\r\n\r\nhe`],
    "a byte now and then": [`${POST}Content-Length: 1000\r\n\r\n`, ..."x".repeat(200)],
    "no chunk": [`${POST}Transfer-Encoding: chunked\r\n\r\n`],
    "a part of a chunk": [`${POST}Transfer-Encoding: chunked\r\n\r\n5\r\nhe`],
    "no last chunk": [`${POST}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`],
    "a chunk now and then": [
      `${POST}Transfer-Encoding: chunked\r\n\r\n`,
      ...Array.from({ length: 200 }, () => "1\r\nx\r\n"),
    ],
  };
  for (const [name, parts] of Object.entries(bodies)) {
    await t.step(name, async () => {
      const { statuses, end, elapsed, closing } = await timed(server.port, parts, { pause: 50 });
      assertEquals({ statuses, end, closing }, { statuses: [408], end: "closed", closing: true });
      assert(elapsed >= SHORT, `after ${elapsed} ms`);
    });
  }
});

Deno.test("timeouts.body: what has come earns time for the rest: 1 s for 500 bytes", async () => {
  await using server = await startWith(`timeouts.body=${SHORT}ms`);
  const parts = [`${POST}Content-Length: 5000\r\n\r\n`, ...Array.from({ length: 5 }, () => "x".repeat(1000))];
  const { statuses } = await timed(server.port, parts, { pause: 290, responses: 1 });
  assertEquals(statuses, [405]);
});

/** Larger than what two sockets hold between them, in bytes. */
const LARGE = 64 * 1024 * 1024;

/** Clients that ask for a large file and read nothing of it. */
async function deafClients(port: number, count: number): Promise<Deno.TcpConn[]> {
  const request = new TextEncoder().encode("GET /large.bin HTTP/1.1\r\nHost: a.example\r\n\r\n");
  return await Promise.all(Array.from({ length: count }, async () => {
    const conn = await Deno.connect({ hostname: "127.0.0.1", port });
    await conn.write(request);
    return conn;
  }));
}

/** Whether the runtime lets go of a write that waits: since 2.5, see DENO.md; the binary may have an older one. */
const CANCELS_WRITES = (Deno.env.get("LINPR_BINARY") ?? "") === "";

Deno.test({
  name: "timeouts.write: who never reads is cut off, and what it held is given back",
  ignore: !CANCELS_WRITES,
  fn: async () => {
    await using server = await startWith(`timeouts.write=${SHORT}ms`);
    await Deno.truncate(`${server.root}/large.bin`, LARGE);
    const before = openDescriptors(server.pid);
    const memory: number[] = [];
    for (let round = 0; round < 4; round++) {
      const clients = await deafClients(server.port, 50);
      // A socket and an open file each.
      await eventually(
        () => openDescriptors(server.pid) >= before + 100 || undefined,
        "the answers to begin",
      );
      await eventually(() => openDescriptors(server.pid) <= before || undefined, "the clients to be cut off");
      for (const client of clients) client.close();
      memory.push(residentMemory(server.pid));
    }
    const [, second = 0, , last = 0] = memory;
    assert(last < second + 64 * 1024 * 1024, `memory: ${memory}`);
    using client = await KeepAliveClient.connect(server.port);
    assertEquals((await client.request({ target: "/a.txt" })).status, 200);
  },
});

Deno.test("timeouts.write: who reads slowly is not cut off", async () => {
  await using server = await startWith(`timeouts.write=1s`);
  const length = 24 * 1024 * 1024;
  await Deno.truncate(`${server.root}/large.bin`, length);
  const [conn] = await deafClients(server.port, 1);
  assert(conn !== undefined);
  using client = conn;
  let total = 0;
  const piece = new Uint8Array(4 * 1024 * 1024);
  // Each pause is a part of the time allowed, all of them are more than it.
  while (total < length) {
    await new Promise((resume) => setTimeout(resume, 300));
    for (let room = piece.length; room > 0 && total < length;) {
      const count = await client.read(piece.subarray(0, room));
      if (count === null) throw new Error(`cut off after ${total} bytes`);
      total += count;
      room -= count;
    }
  }
});
