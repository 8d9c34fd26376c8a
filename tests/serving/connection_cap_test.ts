/** The cap on connections: at it the server stops accepting, says so, and goes on when one ends. */

import { assert, assertEquals } from "@std/assert";
import { KeepAliveClient } from "../_helpers/keep_alive.ts";
import { program } from "../_helpers/program.ts";
import { startServer } from "../_helpers/server.ts";

const FILES = { "a.txt": "a" };

/** A connection that the server has accepted: it has answered on it. */
async function accepted(port: number): Promise<KeepAliveClient> {
  const client = await KeepAliveClient.connect(port);
  assertEquals((await client.request({ target: "/a.txt" })).status, 200);
  return client;
}

Deno.test("limits.connections: at the cap accepting pauses, said once, and resumes when a connection ends", async () => {
  await using server = await startServer({
    files: FILES,
    args: ["--workers", "1", "--set", "limits.connections=4"],
  });
  using clients = new DisposableStack();
  const first = clients.use(await accepted(server.port));
  for (let count = 1; count < 4; count++) clients.use(await accepted(server.port));
  await server.errors.waitFor(/worker 1: 4 connections are open: more wait until one of them ends\n/);

  // The system has connected this one; nobody reads from it yet.
  const waiting = clients.use(await KeepAliveClient.connect(server.port));
  await waiting.send("GET /a.txt HTTP/1.1\r\nHost: a.example\r\n\r\n");
  let answered = false;
  const answer = waiting.read().finally(() => answered = true);
  // Those that are in still get all the attention: time enough for the one worker to answer the other, too.
  for (let count = 0; count < 50; count++) {
    assertEquals((await first.request({ target: "/a.txt" })).status, 200);
  }
  assertEquals(answered, false);
  first[Symbol.dispose]();
  assertEquals((await answer).status, 200);

  // Full and not full again, several times: the operator has been told.
  waiting[Symbol.dispose]();
  for (let round = 0; round < 5; round++) (await accepted(server.port))[Symbol.dispose]();
  assertEquals(server.stderr().match(/connections are open/g)?.length, 1);
});

/** How many clients come at once: several times as many as there are descriptors. */
const CLIENTS = 400;

Deno.test("limits.connections: with few descriptors the server stays up under many clients, and serves them all", async () => {
  const { command, args } = program();
  await using server = await startServer({
    files: FILES,
    program: { command: "sh", args: ["-c", 'ulimit -n 256; exec "$0" "$@"', command, ...args] },
  });
  assertEquals(
    /^Max open files\s+(\d+)/m.exec(await Deno.readTextFile(`/proc/${server.pid}/limits`))?.[1],
    "256",
  );
  const statuses = await Promise.all(Array.from({ length: CLIENTS }, async () => {
    using client = await KeepAliveClient.connect(server.port);
    return (await client.request({ target: "/a.txt" })).status;
  }));
  assertEquals(statuses, Array.from({ length: CLIENTS }, () => 200));
  assert(server.stderr().includes("connections are open"), server.stderr());
  using client = await accepted(server.port);
  assertEquals((await client.request({ target: "/none" })).status, 404);
});
