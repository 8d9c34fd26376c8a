import { assert, assertEquals, assertRejects } from "@std/assert";
import { LARGE_FILE } from "../_helpers/busy_client.ts";
import { KeepAliveClient } from "../_helpers/keep_alive.ts";
import { field, text } from "../_helpers/response_parser.ts";
import { type Server, startServer } from "../_helpers/server.ts";
import { Download } from "./download.ts";

/** A server with a small file and one that two sockets cannot hold between them. */
async function startBusyServer(...args: readonly string[]): Promise<Server> {
  const server = await startServer({ files: { "a.txt": "A", "large.bin": "" }, args });
  await Deno.truncate(`${server.root}/large.bin`, LARGE_FILE);
  return server;
}

Deno.test("a stop closes idle connections at once, and lets a slow download arrive whole", async () => {
  await using server = await startBusyServer();
  using slow = await Download.start(server.port, "/large.bin");
  using idle = await KeepAliveClient.connect(server.port);
  using silent = await KeepAliveClient.connect(server.port);
  await idle.request({ target: "/a.txt" });
  server.signal("SIGTERM");

  assertEquals(await idle.ended(), 0);
  assertEquals(await silent.ended(), 0);
  await assertRejects(() => KeepAliveClient.connect(server.port), Deno.errors.ConnectionRefused);
  // All this while the download had not been read any further.
  let at = 0;
  for (let quarter = 1; quarter <= 4; quarter++) {
    at = await slow.readOn(at, quarter * LARGE_FILE / 4, () => {});
    await new Promise((resume) => setTimeout(resume, 100));
  }
  assertEquals(at, LARGE_FILE);
  assertEquals(await slow.read(), null);
  slow[Symbol.dispose]();
  assertEquals((await server.status).code, 0);
  assert(!server.stderr().includes("cut off"), server.stderr());
});

Deno.test("a request that was being sent when the stop came is answered, and its connection then closed", async () => {
  // One worker: another one's connections may end a moment earlier or later.
  await using server = await startBusyServer("--workers", "1");
  using client = await KeepAliveClient.connect(server.port);
  using idle = await KeepAliveClient.connect(server.port);
  await idle.request({ target: "/a.txt" });
  await client.send("GET /a.txt HTTP/1.1\r\nHo");
  // Answered behind the bytes before: the server has seen them when this one has its answer.
  await idle.request({ target: "/none" });
  server.signal("SIGTERM");
  await idle.ended();
  await client.send("st: localhost\r\n\r\n");
  const response = await client.read();
  assertEquals([text(response), field(response, "connection")], ["A", "close"]);
  assertEquals(await client.ended(), 0);
  client[Symbol.dispose]();
  assertEquals((await server.status).code, 0);
});

Deno.test("a stop cuts what is not done at its deadline, and says how many", async () => {
  await using server = await startBusyServer("--set", "timeouts.drain=600ms");
  using stack = new DisposableStack();
  for (let i = 0; i < 3; i++) stack.use(await Download.start(server.port, "/large.bin"));
  assertEquals((await server.stop()).code, 0);
  assert(server.stderr().endsWith("\n3 connections cut off.\n"), server.stderr());
});
