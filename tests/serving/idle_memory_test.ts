/** What an idle connection costs. */

import { assert } from "@std/assert";
import { KeepAliveClient } from "../_helpers/keep_alive.ts";
import { latin1Bytes } from "../_helpers/latin1.ts";
import { residentMemory } from "../_helpers/memory.ts";
import { startServer } from "../_helpers/server.ts";

const FEW = 1000;
const MANY = 4000;
/** Most resident memory for each of {@linkcode MANY} connections more, in bytes; it was 5.5 KB when this was written. */
const MOST = 8000;
/** Requests that make the server's own memory settle before each look. */
const TRAFFIC = 5000;
const REQUEST = latin1Bytes(
  "GET /a.txt HTTP/1.1\r\nHost: a.example\r\nUser-Agent: idle\r\nAccept: */*\r\n\r\n",
);

/** Connections that have each had one answer. */
class IdleClients implements Disposable {
  readonly #conns: Deno.TcpConn[] = [];

  async open(port: number, count: number): Promise<void> {
    const room = new Uint8Array(4096);
    for (let opened = 0; opened < count; opened++) {
      const conn = await Deno.connect({ hostname: "127.0.0.1", port });
      this.#conns.push(conn);
      await conn.write(REQUEST);
      // The answer is small: it comes in one piece.
      assert((await conn.read(room) ?? 0) > 0);
    }
  }

  [Symbol.dispose](): void {
    for (const conn of this.#conns) conn.close();
  }
}

async function traffic(port: number): Promise<void> {
  using client = await KeepAliveClient.connect(port);
  for (let count = 0; count < TRAFFIC; count += 50) {
    await client.pipeline(Array.from({ length: 50 }, () => ({ target: "/a.txt" })));
  }
}

Deno.test(`an idle connection holds ${MOST} bytes of memory at most, between ${FEW} and ${FEW + MANY} of them`, async () => {
  await using server = await startServer({
    files: { "a.txt": "a" },
    args: ["--workers", "1", "--set", "timeouts.idle=1h"],
  });
  using clients = new IdleClients();
  await clients.open(server.port, FEW);
  await traffic(server.port);
  const few = residentMemory(server.pid);
  await clients.open(server.port, MANY);
  await traffic(server.port);
  const each = (residentMemory(server.pid) - few) / MANY;
  assert(each <= MOST, `${Math.round(each)} bytes each`);
});
