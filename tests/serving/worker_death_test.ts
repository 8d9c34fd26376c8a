import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { makeAddressMemory } from "../../src/channel/address_counts.ts";
import { makeHistogramMemory } from "../../src/channel/histogram.ts";
import { SERVE_ALL } from "../../src/channel/policy.ts";
import { makePlaceMemory } from "../../src/channel/place_counts.ts";
import { makeBucketMemory } from "../../src/channel/request_buckets.ts";
import type { Settings } from "../../src/settings/settings.ts";
import { SettingsError } from "../../src/settings/settings_error.ts";
import { StartupError } from "../../src/supervisor/startup_error.ts";
import { WorkerHandle } from "../../src/supervisor/worker_handle.ts";
import { keepBusy, LARGE_FILE } from "../_helpers/busy_client.ts";
import { eventually } from "../_helpers/eventually.ts";
import { ask, KeepAliveClient } from "../_helpers/keep_alive.ts";
import { field, text } from "../_helpers/response_parser.ts";
import { contentTree } from "../_helpers/tree.ts";
import { CrashableWorkers } from "./crashable_workers.ts";
import { ANY, listening, type Supervised, supervised } from "./supervised.ts";

/** What the operator is told of a death. */
const DIED = /^worker [12] died and is replaced: .*null.*$/;

/** Waits until so many workers have died and all are there again. */
async function replaced({ supervisor }: Supervised, deaths: number): Promise<void> {
  await eventually(() => {
    const { replaced, workers, state } = supervisor.status();
    return replaced === deaths && workers.every((worker) => worker.state === state) ? true : undefined;
  }, `${deaths} replaced workers`);
}

/** Fails unless the server answers everybody: connections enough that each worker has some. */
async function assertServes(port: number): Promise<void> {
  const answers = Array.from({ length: 64 }, async () => text(await ask(port, { target: "/a.txt" })));
  for (const answer of await Promise.all(answers)) assertEquals(answer, "A");
}

Deno.test("a worker that dies is replaced and said so; the others' connections go on", async () => {
  using workers = new CrashableWorkers();
  await using server = await listening();
  const { supervisor, port } = server;
  using stack = new DisposableStack();
  const clients = await Promise.all(Array.from({ length: 32 }, () => KeepAliveClient.connect(port)));
  for (const client of clients) stack.use(client);
  await Promise.all(clients.map((client) => client.request({ target: "/a.txt" })));
  const ofFirst = supervisor.status().workers[0]?.connections ?? 0;
  assert(ofFirst > 0 && ofFirst < clients.length);

  workers.crash(0);
  await replaced(server, 1);
  const again = await Promise.allSettled(clients.map((client) => client.request({ target: "/a.txt" })));
  assertEquals(again.filter(({ status }) => status === "rejected").length, ofFirst);
  await assertServes(port);
  assertEquals(server.notices.length, 1);
  assertMatch(server.notices[0] ?? "", DIED);
  assertEquals(workers.count, 3);
  // Nothing that was counted is lost, and nothing is counted that is gone.
  assertEquals(supervisor.status().requests, clients.length + (clients.length - ofFirst) + 64);
  for (const client of clients) client[Symbol.dispose]();
  await eventually(() => supervisor.status().connections === 0 ? true : undefined, "no connections");
  assertEquals(server.fatal, []);
});

Deno.test("all workers may die, and again, and the port stays the server's", async () => {
  using workers = new CrashableWorkers();
  await using server = await listening();
  for (let round = 0; round < 3; round++) {
    workers.crash(2 * round);
    workers.crash(2 * round + 1);
    await replaced(server, 2 * round + 2);
    await assertServes(server.port);
  }
  for (const notice of server.notices) assertMatch(notice, DIED);
  assertEquals(server.notices.length, 6);
  assertEquals(server.supervisor.address?.port, server.port);
});

Deno.test("a worker that dies before listen() is replaced, and listen() waits for nobody who is dead", async () => {
  using workers = new CrashableWorkers();
  await using server = await supervised();
  const { port } = await server.supervisor.startup(ANY);
  workers.crash(0);
  await server.noticed(1);
  // The next one is not there yet: it comes after a pause.
  assertEquals(workers.count, 2);
  await server.supervisor.listen();
  await replaced(server, 1);
  await assertServes(port);
  assertEquals(server.notices.length, 1);
});

Deno.test("settings that are applied while a worker is missing are those of the next one", async () => {
  using workers = new CrashableWorkers();
  await using server = await listening();
  const { supervisor, settings, port } = server;
  workers.crash(0);
  workers.crash(1);
  await server.noticed(2);
  await supervisor.apply({ ...settings, "general.serverHeader": "Later" });
  await replaced(server, 2);
  for (let i = 0; i < 16; i++) {
    assertEquals(field(await ask(port, { target: "/a.txt" }), "server"), "Later");
  }
});

Deno.test("a server that lost a worker stops like another, and starts again", async () => {
  using workers = new CrashableWorkers();
  await using server = await listening();
  const { supervisor } = server;
  workers.crash(1);
  await server.noticed(1);
  assertEquals(await supervisor.stop(), { cut: 0 });
  await supervisor.startup(ANY);
  const { port } = await supervisor.listen();
  await assertServes(port);
  const status = supervisor.status();
  assertEquals([status.replaced, status.requests, status.workers.length], [0, 64, 2]);
});

Deno.test("a stop does not wait for a worker that dies meanwhile", async () => {
  using workers = new CrashableWorkers();
  await using server = await listening({ "large.bin": "" }, { "general.workers": 1 });
  await Deno.truncate(server.tree.path("large.bin"), LARGE_FILE);
  using _client = await keepBusy(server.port, "/large.bin");
  const stopped = server.supervisor.stop();
  workers.crash(0);
  await stopped;
  assertEquals([server.supervisor.state, workers.count], ["stopped", 1]);
  assertEquals(server.notices, []);
});

Deno.test("settings reach a worker that still imports its applications in the place of one that died", async () => {
  using workers = new CrashableWorkers();
  await using tree = await contentTree();
  const module = `${tree.base}/app/main.js`;
  const source = `
    const held = () => Deno.stat(new URL("hold", import.meta.url)).then(() => true, () => false);
    while (await held()) await new Promise((resolve) => setTimeout(resolve, 10));
    export default () => new Response("app");
  `;
  await tree.writeOutside("app/main.js", source);
  await using server = await listening({}, {
    "general.workers": 1,
    "handlers.fetch": [["app", { module, path: "/app" }]],
  });
  const { supervisor } = server;
  await tree.writeOutside("app/hold", "");
  workers.crash(0);
  await eventually(() => workers.count === 2 || undefined, "another worker");
  const applied = supervisor.apply({ ...supervisor.settings, "general.serverHeader": "other" });
  await Deno.remove(`${tree.base}/app/hold`);
  await applied;
  const response = await fetch(`http://127.0.0.1:${server.port}/app`);
  assertEquals([await response.text(), response.headers.get("server")], ["app", "other"]);
});

Deno.test("WorkerHandle.bound tells of a worker that dies of its start", async () => {
  await using server = await supervised();
  const died: string[] = [];
  const handle = new WorkerHandle({
    type: "start",
    index: 1,
    settings: server.settings,
    contentRoot: server.tree.root,
    siteRoots: new Map(),
    modules: new Map(),
    grants: { read: [], net: [] },
    errorTemplate: "",
    hostname: "127.0.0.1",
    port: 0,
    reusePort: true,
    mostConnections: 8,
    policy: SERVE_ALL,
    // There is no room for a row.
    counters: new SharedArrayBuffer(0),
    addressCounts: makeAddressMemory(1),
    requestBuckets: makeBucketMemory(),
    placeCounts: makePlaceMemory(1),
    requestMemory: undefined,
    durations: makeHistogramMemory(1),
  }, { notice: () => {}, log: () => Promise.resolve(), died: (_, reason) => died.push(reason) });
  const failure = await handle.bound;
  assertEquals(failure?.code, "worker");
  assertMatch(failure?.message ?? "", /RangeError/);
  assertEquals([handle.state, died], ["dead", []]);
  await Promise.all([handle.listen(), handle.apply(server.settings), handle.drained]);
});

Deno.test("settings that a worker dies of are refused: those before stay, in all workers and in the next one", async () => {
  using workers = new CrashableWorkers();
  await using server = await listening();
  const { supervisor, settings, port, tree } = server;
  const fatal: Settings = { ...settings, "general.serverHeader": "Fatal", "log.access": `${tree.base}/log` };
  workers.crashOf("apply", 1);
  const { message } = await assertRejects(() => supervisor.apply(fatal), SettingsError);
  assertMatch(message, /a worker died when it was given these settings/);
  assertEquals(supervisor.settings, settings);
  await replaced(server, 1);
  for (let asked = 0; asked < 16; asked++) {
    assertEquals(field(await ask(port, { target: "/a.txt" }), "server"), "LINPR");
  }
  assertMatch(server.notices.join("\n"), DIED);
  // The one in its place does not die of them.
  await supervisor.apply(fatal);
  for (let asked = 0; asked < 16; asked++) {
    assertEquals(field(await ask(port, { target: "/a.txt" }), "server"), "Fatal");
  }
  assertEquals([supervisor.status().replaced, workers.count], [1, 3]);
});

Deno.test("an application that workers die of while they import it is refused, and costs one of them", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  const source = (answer: string) => `export default () => new Response("${answer}");`;
  const good = await tree.writeOutside("apps/good.js", source("good"));
  const dying = await tree.writeOutside(
    "apps/dying.js",
    `await new Promise(() => setTimeout(() => { throw new Error("dying"); }));\n${source("dying")}`,
  );
  const mounted = (module: string): Partial<Settings> => ({
    "general.contentRoot": tree.root,
    "handlers.fetch": [["api", { module, path: "/api" }]],
  });
  await using server = await listening(undefined, mounted(good));
  const { supervisor, settings, port } = server;
  const refused = await assertRejects(
    () => supervisor.apply({ ...settings, ...mounted(dying) }),
    SettingsError,
  );
  assertMatch(refused.message, /A worker died when it imported the applications/);
  await replaced(server, 1);
  for (let asked = 0; asked < 16; asked++) {
    assertEquals(text(await ask(port, { target: "/api" })), "good");
  }
  assertEquals(server.notices.length, 1);
  assertMatch(server.notices[0] ?? "", /^worker 1 died and is replaced: .*dying/);

  await using another = await supervised(undefined, mounted(dying));
  const { message } = await assertRejects(() => another.supervisor.startup(ANY), StartupError);
  assertMatch(message, /^A worker died when it started: .*dying/);
  assertEquals([another.supervisor.state, another.notices], ["stopped", []]);
});

Deno.test("an application cannot end the thread that serves it", async () => {
  await using tree = await contentTree();
  const ends = {
    exit: "Deno.exit(0)",
    close: "self.close()",
    process: 'import("node:process").then(({ default: p }) => p.exit(0))',
  };
  const cases = Object.entries(ends).map(([name, end]) => `if (pathname === "/${name}") await ${end};`);
  const module = await tree.writeOutside(
    "app.js",
    `export default async ({ url }) => { const { pathname } = new URL(url); ${
      cases.join(" ")
    } return new Response("on"); }`,
  );
  await using server = await listening(undefined, {
    "general.workers": 1,
    "handlers.fetch": [["api", { module, path: "/**" }]],
  });
  const { port, supervisor } = server;
  for (const name of Object.keys(ends)) {
    assertEquals((await ask(port, { target: `/${name}` })).status, 500);
    assertEquals(text(await ask(port, { target: "/" })), "on");
  }
  assertEquals(supervisor.status().replaced, 0);
  for (const notice of server.notices) {
    assertMatch(notice, /an application cannot end the thread that serves it/);
  }
  assertEquals(server.notices.length, 3);
});

Deno.test("an application's stray errors are told, and cost nobody a connection", async () => {
  await using tree = await contentTree();
  const module = await tree.writeOutside(
    "app.js",
    `export default ({ url }) => {
      if (url.endsWith("/promise")) Promise.reject(new Error("left alone"));
      if (url.endsWith("/timer")) setTimeout(() => { throw new Error("too late"); });
      return new Response("on");
    }`,
  );
  await using server = await listening(undefined, {
    "general.workers": 1,
    "handlers.fetch": [["api", { module, path: "/**" }]],
  });
  const { port, supervisor } = server;
  using client = await KeepAliveClient.connect(port);
  for (const target of ["/promise", "/", "/timer", "/", "/promise", "/"]) {
    assertEquals(text(await client.request({ target })), "on", target);
  }
  const told = () =>
    server.notices.filter((notice) => notice.includes("an application, where nobody")).length;
  await eventually(() => told() === 3 ? true : undefined, "three notices");
  assertEquals(supervisor.status().replaced, 0);
});
