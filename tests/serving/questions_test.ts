import type { HeldFile } from "../../src/channel/questions.ts";
import { assert, assertEquals, assertMatch } from "@std/assert";
import { eventually } from "../_helpers/eventually.ts";
import { KeepAliveClient } from "../_helpers/keep_alive.ts";
import { CrashableWorkers } from "./crashable_workers.ts";
import { listening, supervised } from "./supervised.ts";

/** How long files may take to be kept, in milliseconds. */
const PATIENCE = 20_000;

Deno.test("ask() tells the connections of all workers, and what each is doing", async () => {
  await using server = await listening();
  const { supervisor, port } = server;
  using stack = new DisposableStack();
  const clients = await Promise.all(Array.from({ length: 16 }, () => KeepAliveClient.connect(port)));
  for (const client of clients) stack.use(client);
  const [first] = clients;
  await first?.request({ target: "/a.txt" });
  await first?.request({ target: "/a.txt" });

  const all = () => supervisor.status().connections === clients.length ? true : undefined;
  await eventually(all, "sixteen connections");
  const connections = (await supervisor.ask({ kind: "connections", which: {} })).flat();
  assertEquals(new Set(connections.map(({ id }) => id)).size, clients.length);
  for (const { id } of connections) assertMatch(id, /^[12]-[1-9][0-9]*$/);
  assertEquals(connections.filter(({ address }) => address === "127.0.0.1").length, clients.length);
  const [used, ...others] = connections.filter(({ requests }) => requests > 0);
  assertEquals([others.length, used?.requests, used?.state, used?.request], [0, 2, "idle", undefined]);
  assert((used?.bytes ?? 0) > 200);
  assertEquals(connections.filter(({ state }) => state === "head").length, clients.length - 1);
});

Deno.test("ask() has no answer of a worker that is gone, and none of a stopped server", async () => {
  using workers = new CrashableWorkers();
  await using server = await listening();
  const { supervisor } = server;
  workers.crash(0);
  const asked = supervisor.ask({ kind: "connections", which: {} });
  assert((await asked).length <= 2);
  await eventually(() => supervisor.status().replaced === 1 ? true : undefined, "a replaced worker");

  await using stopped = await supervised();
  assertEquals(await stopped.supervisor.ask({ kind: "connections", which: {} }), []);
});

Deno.test("ask() tells what is held in memory, by all workers", async () => {
  await using server = await listening({ "a.txt": "A".repeat(2000), "b.txt": "B" });
  const { supervisor, port } = server;
  // A file that was just written is not kept yet, and which worker is asked is the system's choice.
  let files: readonly HeldFile[] = [];
  const all = () => new Set(files.map(({ path, coding }) => `${path} ${coding}`)).size === 3;
  for (const end = Date.now() + PATIENCE; !all() && Date.now() < end;) {
    using client = await KeepAliveClient.connect(port);
    for (const target of ["/a.txt", "/b.txt"]) {
      await client.request({ target, fields: ["Accept-Encoding: gzip"] });
    }
    files = (await supervisor.ask({ kind: "files" })).flat();
  }
  const bytes = (path: string, coding?: string) =>
    files.find((file) => file.path === server.tree.path(path) && file.coding === coding)?.bytes ?? 0;
  assertEquals([bytes("a.txt"), bytes("b.txt")], [2000, 1]);
  assert(bytes("a.txt", "gzip") > 0 && bytes("a.txt", "gzip") < 200);
});
