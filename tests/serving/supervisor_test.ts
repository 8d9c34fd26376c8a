import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { SettingsError } from "../../src/settings/settings_error.ts";
import { StartupError } from "../../src/supervisor/startup_error.ts";
import { ask, KeepAliveClient } from "../_helpers/keep_alive.ts";
import { field, text } from "../_helpers/response_parser.ts";
import { ANY, listening, type Supervised, supervised } from "./supervised.ts";

/** The text of a file, over a connection of its own. */
async function get(port: number, target: string): Promise<string> {
  return text(await ask(port, { target }));
}

/** The message of a start that is refused. */
async function refusal(start: Promise<unknown>): Promise<string> {
  return (await assertRejects(() => start, StartupError)).message;
}

/** Fails unless nobody is at a port any more. */
async function assertFree(port: number): Promise<void> {
  await assertRejects(() => Deno.connect({ hostname: "127.0.0.1", port }), Deno.errors.ConnectionRefused);
}

/** So many connections that chance gives each worker some. */
const MANY = 64;

Deno.test("Supervisor goes from stopped to claimed to listening and back", async () => {
  await using server = await supervised();
  const { supervisor } = server;
  const before = supervisor.status();
  assertEquals([before.state, before.address, before.workers, before.uptime], ["stopped", undefined, [], 0]);
  const address = await supervisor.startup(ANY);
  assert(address.port > 0);
  assertEquals([supervisor.state, supervisor.address], ["claimed", address]);
  assertEquals(supervisor.status().workers.map(({ state }) => state), ["claimed", "claimed"]);
  assertEquals(await supervisor.listen(), address);
  assertEquals(supervisor.status().workers.map(({ state }) => state), ["listening", "listening"]);
  assertEquals(await get(address.port, "/a.txt"), "A");
  assertEquals(await supervisor.stop(), { cut: 0 });
  assertEquals([supervisor.state, supervisor.address], ["stopped", undefined]);
  await assertFree(address.port);
  assertEquals(server.notices, []);
});

Deno.test("Supervisor.startup() claims: who comes before listen() waits, and is then served", async () => {
  await using server = await supervised();
  const { port } = await server.supervisor.startup(ANY);
  const early = Array.from({ length: 8 }, () => get(port, "/a.txt"));
  // A second supervisor sees that the port is taken; meanwhile the early ones could have been answered.
  await using other = await supervised();
  await refusal(other.supervisor.startup({ hostname: "127.0.0.1", port }));
  assertEquals(server.supervisor.status().requests, 0);
  await server.supervisor.listen();
  assertEquals(await Promise.all(early), early.map(() => "A"));
});

Deno.test("Supervisor.startup() and listen() are refused out of order, and change nothing then", async () => {
  await using server = await supervised();
  const { supervisor } = server;
  assertMatch(await refusal(supervisor.listen()), /^No port is claimed: 'startup' comes first\.$/);
  const { port } = await supervisor.startup(ANY);
  assertMatch(await refusal(supervisor.startup(ANY)), /^The server is claimed already/);
  await supervisor.listen();
  await supervisor.listen();
  assertMatch(await refusal(supervisor.startup(ANY)), /^The server is listening already/);
  assertEquals(await get(port, "/a.txt"), "A");
});

Deno.test("Supervisor.startup() twice at once starts one server", async () => {
  await using server = await supervised();
  const starts = await Promise.allSettled([server.supervisor.startup(ANY), server.supervisor.startup(ANY)]);
  assertEquals(starts.map(({ status }) => status), ["fulfilled", "rejected"]);
  const { port } = await server.supervisor.listen();
  assertEquals(await get(port, "/a.txt"), "A");
});

Deno.test("Supervisor starts again after a stop, on the same port, and counts anew", async () => {
  await using server = await listening();
  const { supervisor, port } = server;
  for (let round = 0; round < 5; round++) {
    assertEquals(await get(port, "/a.txt"), "A");
    assertEquals(supervisor.status().requests, 1);
    await supervisor.stop();
    await supervisor.startup({ hostname: "127.0.0.1", port });
    await supervisor.listen();
  }
});

Deno.test("Supervisor shares connections out among its workers, and counts them all", async () => {
  await using server = await listening();
  const { supervisor, port } = server;
  using stack = new DisposableStack();
  const clients = await Promise.all(Array.from({ length: MANY }, () => KeepAliveClient.connect(port)));
  for (const client of clients) stack.use(client);
  for (const target of ["/a.txt", "/none"]) {
    await Promise.all(clients.map((client) => client.request({ target })));
  }
  const status = supervisor.status();
  assertEquals([status.connections, status.requests], [MANY, 2 * MANY]);
  assertEquals(status.answers, [0, 0, MANY, 0, MANY, 0]);
  assert(status.bytesSent > 0);
  for (const { requests, connections } of status.workers) assert(requests > 0 && connections > 0);
});

Deno.test("Supervisor.apply() refuses a log that cannot be opened and a root that is none, and nothing of the rest is in force", async () => {
  await using server = await listening();
  const { supervisor, settings, tree, port } = server;
  const logged = { ...settings, "log.access": tree.path("a.log") };
  await supervisor.apply(logged);
  const absent = { ...logged, "log.access": tree.path("absent/b.log"), "general.serverHeader": "other" };
  await assertRejects(() => supervisor.apply(absent), SettingsError, "its directory does not exist");
  const rootless = { ...logged, "general.contentRoot": tree.path("absent"), "general.serverHeader": "other" };
  await assertRejects(() => supervisor.apply(rootless), SettingsError, "does not exist: create it");
  using client = await KeepAliveClient.connect(port);
  assertEquals(field(await client.request({ target: "/a.txt" }), "Server"), "LINPR");
  await supervisor.stop();
  assertMatch(await Deno.readTextFile(tree.path("a.log")), /"GET \/a\.txt HTTP\/1\.1" 200/);
  assertEquals(server.notices, []);
});

Deno.test("Supervisor.startup() names a busy port, whoever holds it, and can be called again", async () => {
  await using first = await listening();
  using shared = Deno.listen({ hostname: "127.0.0.1", port: 0, reusePort: true });
  using exclusive = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  await using server = await supervised();
  const { supervisor } = server;
  for (const port of [first.port, shared.addr.port, exclusive.addr.port]) {
    for (const hostname of ["127.0.0.1", "0.0.0.0"]) {
      const message = await refusal(supervisor.startup({ hostname, port }));
      assertMatch(message, new RegExp(`^Port ${port} on ${hostname} is in use`));
      assertEquals(supervisor.state, "stopped");
    }
  }
  await supervisor.startup(ANY);
  assertEquals(await get(first.port, "/a.txt"), "A");
});

Deno.test("Supervisor.startup() takes the next free port when asked to", async () => {
  await using first = await listening();
  await using server = await supervised();
  const { port } = await server.supervisor.startup({
    hostname: "127.0.0.1",
    port: first.port,
    nextFree: true,
  });
  assert(port > first.port && port <= first.port + 100);
  await server.supervisor.listen();
  assertEquals(await get(port, "/a.txt"), "A");
});

Deno.test("Supervisor.startup() refuses a content root that cannot be one, and can be called again", async () => {
  await using server = await supervised({ "a.txt": "A" });
  const { supervisor, settings, tree } = server;
  for (const [root, what] of [["missing", /does not exist/], ["a.txt", /is not a directory/]] as const) {
    await supervisor.apply({ ...settings, "general.contentRoot": tree.path(root) });
    const error = await assertRejects(() => supervisor.startup(ANY), StartupError);
    assertMatch(error.message, what);
    assertEquals([error.kind, supervisor.state], ["settings", "stopped"]);
  }
  await supervisor.apply(settings);
  await supervisor.startup(ANY);
});

Deno.test("Supervisor serves a root that is named by a link", async () => {
  await using server = await supervised();
  const { supervisor, settings, tree } = server;
  await Deno.symlink(tree.root, `${tree.base}/link`);
  await supervisor.apply({ ...settings, "general.contentRoot": `${tree.base}/link` });
  await supervisor.startup(ANY);
  const { port } = await supervisor.listen();
  assertEquals(await get(port, "/a.txt"), "A");
  assertEquals(supervisor.status().contentRoot, tree.root);
});

Deno.test("Supervisor.apply() changes what can be changed while connections go on, and tells the rest", async () => {
  await using server = await listening();
  const { supervisor, settings, port } = server;
  using client = await KeepAliveClient.connect(port);
  const serverField = async () => field(await client.request({ target: "/a.txt" }), "server");
  assertEquals(await serverField(), "LINPR");
  const changed = { ...settings, "general.serverHeader": "Something", "limits.target": 64 };
  assertEquals(await supervisor.apply(changed), []);
  assertEquals(await serverField(), "Something");
  assertEquals((await ask(port, { target: `/${"a".repeat(100)}` })).status, 414);
  const later = await supervisor.apply({ ...changed, "general.workers": 3, "general.serverHeader": "" });
  assertEquals(later, ["general.workers"]);
  assertEquals(await serverField(), undefined);
  assertEquals(supervisor.status().workers.length, 2);
});

Deno.test("Supervisor.apply() many times at once leaves the last settings in force", async () => {
  await using server = await listening();
  const { supervisor, settings, port } = server;
  const applied = Array.from({ length: 20 }, (_, index) => {
    return supervisor.apply({ ...settings, "general.serverHeader": `Number ${index}` });
  });
  await Promise.all(applied);
  for (let i = 0; i < 8; i++) {
    assertEquals(field(await ask(port, { target: "/a.txt" }), "server"), "Number 19");
  }
});

Deno.test("Supervisor.apply() of a stopped server is for the next start", async () => {
  await using server = await supervised();
  const { supervisor, settings } = server;
  assertEquals(await supervisor.apply({ ...settings, "general.workers": 3 }), []);
  await supervisor.startup(ANY);
  assertEquals(supervisor.status().workers.length, 3);
});

/** Starts up, and has `interrupt` called while the workers are still starting. */
async function interrupted(server: Supervised, interrupt: () => unknown): Promise<string> {
  const start = server.supervisor.startup(ANY);
  const message = refusal(start);
  await interrupt();
  return await message;
}

Deno.test("Supervisor.kill() and stop() end a start that is under way", async () => {
  await using server = await supervised();
  const { supervisor } = server;
  for (const interrupt of [() => supervisor.kill(), () => supervisor.stop()]) {
    assertMatch(await interrupted(server, interrupt), /^The server was stopped before it had started up\.$/);
    assertEquals(supervisor.state, "stopped");
  }
  const { port } = await supervisor.startup(ANY);
  await supervisor.listen();
  assertEquals(await get(port, "/a.txt"), "A");
});
