import { assert, assertEquals, assertMatch } from "@std/assert";
import { eventually } from "../_helpers/eventually.ts";
import { ask, KeepAliveClient } from "../_helpers/keep_alive.ts";
import { field, text } from "../_helpers/response_parser.ts";
import { CrashableWorkers } from "./crashable_workers.ts";
import { SteadyLoad } from "./steady_load.ts";
import { ANY, listening } from "./supervised.ts";

const SITE = { "a.txt": "A", "error/503.html": "back soon" };

Deno.test("pause, drain, resume and others' blocks fail no request, and each takes hold", async () => {
  await using server = await listening(SITE);
  const { supervisor: { operations }, supervisor, port } = server;
  const load = new SteadyLoad(port, "/a.txt");
  await load.more(100);

  await operations.take("paused");
  // Each worker may have taken one connection before, which waits in it; none is answered.
  const waiting = await Promise.all(Array.from({ length: 4 }, () => KeepAliveClient.connect(port)));
  const answers = waiting.map((client) => client.request({ target: "/a.txt" }));
  let answered = 0;
  for (const answer of answers) void answer.then(() => answered++);
  await load.more(100);
  assertEquals(answered, 0);
  await operations.take("open");
  for (const answer of await Promise.all(answers)) assertEquals(text(answer), "A");
  for (const client of waiting) client[Symbol.dispose]();

  await operations.take("drained");
  await eventually(() => supervisor.status().connections === 0 ? true : undefined, "an empty server");
  await operations.take("open");
  await load.more(100);

  assertEquals(await operations.block("203.0.113.0/24", Infinity), 0);
  assertEquals([...operations.policy.blocks], ["203.0.113.0/24"]);
  await load.more(100);
  assert(await operations.unblock("203.0.113.0/24"));

  const { failures, statuses } = await load.stop();
  assertEquals(failures, []);
  assertEquals(Object.keys(statuses), ["200"]);
});

Deno.test("maintenance answers 503 with the site's page, what was asked before is finished, and off it is over", async () => {
  using workers = new CrashableWorkers();
  await using server = await listening(SITE);
  const { supervisor: { operations }, supervisor, port } = server;
  const load = new SteadyLoad(port, "/a.txt");
  await load.more(50);
  await operations.beginMaintenance(900_000);
  const closed = await ask(port, { target: "/a.txt" });
  assertEquals([closed.status, text(closed)], [503, "back soon"]);
  const left = Number(field(closed, "Retry-After"));
  assert(left > 800 && left <= 900);
  // A worker that is replaced meanwhile keeps to it, and so does one that got other settings.
  workers.crash(0);
  await eventually(() => supervisor.status().replaced === 1 ? true : undefined, "a replaced worker");
  await supervisor.apply({ ...server.settings, "timeouts.idle": 9000 });
  const asked = await Promise.all(Array.from({ length: 16 }, () => ask(port, { target: "/" })));
  assertEquals(new Set(asked.map(({ status }) => status)), new Set([503]));

  await operations.endMaintenance();
  assertEquals((await ask(port, { target: "/a.txt" })).status, 200);
  const { statuses } = await load.stop();
  assertEquals(Object.keys(statuses), ["200", "503"]);
});

Deno.test("a block ends connections, refuses new ones, counts them, outlives a stop, and ends by itself", async () => {
  await using server = await listening();
  const { supervisor: { operations }, supervisor, port } = server;
  using client = await KeepAliveClient.connect(port);
  await client.request({ target: "/a.txt" });
  assertEquals(await operations.block("127.0.0.0/8", Infinity), 1);
  assertEquals(await client.ended(), 0);
  using refused = await KeepAliveClient.connect(port);
  assertEquals(await refused.ended(), 0);
  const counts = await supervisor.ask({ kind: "blocked" });
  assertEquals(counts.reduce((sum, hits) => sum + (hits.get("127.0.0.0/8") ?? 0), 0), 2);

  await supervisor.stop();
  const again = await supervisor.startup(ANY);
  await supervisor.listen();
  using still = await KeepAliveClient.connect(again.port);
  assertEquals(await still.ended(), 0);

  await operations.block("127.0.0.0/8", 50);
  await eventually(() => operations.blocks.size === 0 ? true : undefined, "the end of a block");
  await eventually(() => server.notices.length > 0 ? true : undefined, "a notice");
  assertMatch(server.notices[0] ?? "", /^127\.0\.0\.0\/8 is not blocked any more: 50ms are over$/);
  assertEquals(text(await ask(again.port, { target: "/a.txt" })), "A");
});
