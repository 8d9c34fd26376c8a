import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { StartupError } from "../../src/supervisor/startup_error.ts";
import { eventually } from "../_helpers/eventually.ts";
import { ask, KeepAliveClient } from "../_helpers/keep_alive.ts";
import { field, text } from "../_helpers/response_parser.ts";
import { contentTree } from "../_helpers/tree.ts";
import { CrashableWorkers } from "./crashable_workers.ts";
import { SteadyLoad } from "./steady_load.ts";
import { listening, type Supervised, supervised } from "./supervised.ts";

const LARGE = "x".repeat(16 * 1024 * 1024);

/** Waits until only so many workers are left, and gives their numbers. */
async function settled({ supervisor }: Supervised, count: number): Promise<readonly number[]> {
  return await eventually(() => {
    const { workers } = supervisor.status();
    const listen = workers.length === count && workers.every(({ state }) => state === "listening");
    return listen ? workers.map(({ index }) => index) : undefined;
  }, `${count} workers`);
}

Deno.test("restart() and resize() fail no request of a load, and all workers are others then", async () => {
  await using server = await listening();
  const { supervisor, port } = server;
  const load = new SteadyLoad(port, "/a.txt");
  await load.more(100);
  const before = supervisor.status();

  await supervisor.restart();
  assertEquals(await settled(server, 2), [3, 4]);
  await load.more(100);
  assert(supervisor.status().requests > before.requests);

  await supervisor.resize(4);
  assertEquals(await settled(server, 4), [3, 4, 1, 2]);
  await load.more(100);
  await supervisor.resize(1);
  assertEquals(await settled(server, 1), [3]);
  await load.more(100);
  await supervisor.resize(2);
  assertEquals(await settled(server, 2), [3, 1]);
  await load.more(100);

  const { failures, statuses } = await load.stop();
  assertEquals(failures, []);
  // Nothing that a worker has counted is lost with it.
  const answers = Object.values(statuses).reduce((sum, one) => sum + one, 0);
  assertEquals(supervisor.status().requests, answers);
  assertEquals([server.notices, server.fatal], [[], []]);
});

Deno.test("restart() tells no client to come anew before all old workers have given the port back", async () => {
  await using server = await listening();
  const { supervisor, port } = server;
  using stack = new DisposableStack();
  const clients = await Promise.all(Array.from({ length: 8 }, () => KeepAliveClient.connect(port)));
  for (const client of clients) await stack.use(client).request({ target: "/a.txt" });
  /** Who accepts connections when a client is told. */
  const told = clients.map(async (client) => {
    while (field(await client.request({ target: "/a.txt" }), "Connection") !== "close");
    return supervisor.status().workers.filter(({ state }) => state === "listening").map(({ index }) => index);
  });
  await supervisor.restart();
  assertEquals(await Promise.all(told), clients.map(() => [3, 4]));
});

Deno.test("serveRoot() fails no request; what comes then is from the other root, downloads are finished", async () => {
  await using server = await listening({ "a.txt": "old", "large.bin": LARGE });
  await using other = await contentTree({ "a.txt": "new" });
  const { supervisor, port, tree } = server;
  using download = await KeepAliveClient.connect(port);
  await download.send("GET /large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const load = new SteadyLoad(port, "/a.txt");
  await load.more(50);

  assertEquals(await supervisor.serveRoot(other.root), { before: tree.root, after: other.root });
  const asked = await Promise.all(Array.from({ length: 16 }, () => ask(port, { target: "/a.txt" })));
  assertEquals(new Set(asked.map((answer) => text(answer))), new Set(["new"]));
  assertEquals(supervisor.status().contentRoot, other.root);
  assertEquals((await download.read()).body.length, LARGE.length);

  await assertRejects(
    () => supervisor.serveRoot(join(other.root, "missing")),
    StartupError,
    "does not exist",
  );
  assertEquals(supervisor.status().contentRoot, other.root);
  await supervisor.serveRoot();
  const again = await Promise.all(Array.from({ length: 16 }, () => ask(port, { target: "/a.txt" })));
  assertEquals(new Set(again.map((answer) => text(answer))), new Set(["old"]));
  await settled(server, 2);
  const { failures, bodies } = await load.stop();
  assertEquals([failures, bodies], [[], new Set(["old", "new"])]);
});

Deno.test("a policy holds for workers that come later, and one that dies among them is replaced", async () => {
  using workers = new CrashableWorkers();
  await using server = await listening();
  const { supervisor, port } = server;
  await supervisor.operations.beginMaintenance(Infinity);
  await supervisor.restart();
  await settled(server, 2);
  workers.crash(2);
  await eventually(() => supervisor.status().replaced === 1 ? true : undefined, "a replaced worker");
  assertEquals(await settled(server, 2), [3, 4]);
  const asked = await Promise.all(Array.from({ length: 16 }, () => ask(port, { target: "/a.txt" })));
  assertEquals(new Set(asked.map(({ status }) => status)), new Set([503]));
});

Deno.test("workers are changed only by a server that listens, one change at a time, and not without end", async () => {
  await using stopped = await supervised();
  await assertRejects(() => stopped.supervisor.restart(), StartupError, "it is stopped");
  await using server = await listening();
  const { supervisor } = server;
  await supervisor.operations.take("paused");
  await assertRejects(() => supervisor.resize(3), StartupError, "'resume' first");
  await supervisor.operations.take("open");
  await assertRejects(() => supervisor.resize(17), StartupError, "16 workers at most");
  const first = supervisor.restart();
  await assertRejects(() => supervisor.resize(3), StartupError, "already");
  await first;
  await supervisor.stop();
  assertEquals(supervisor.status().workers, []);
});

Deno.test("all workers together have no more connections than there may be, however many workers there are", async () => {
  await using server = await listening(undefined, { "limits.connections": 8 });
  const { supervisor, port } = server;
  const full = (each: number, workers: number) =>
    eventually(() => {
      const told = server.notices.filter((line) => line.includes(`: ${each} connections are open`));
      return told.length >= workers ? true : undefined;
    }, `${workers} workers that are full with ${each}`);
  using stack = new DisposableStack();
  const come = async (count: number) => {
    const clients = await Promise.all(Array.from({ length: count }, () => KeepAliveClient.connect(port)));
    for (const client of clients) stack.use(client);
  };
  await come(32);
  await full(4, 2);
  assertEquals(supervisor.status().connections, 8);
  await supervisor.resize(4);
  await come(32);
  await full(2, 2);
  assertEquals(supervisor.status().workers.slice(2).map(({ connections }) => connections), [2, 2]);
});
