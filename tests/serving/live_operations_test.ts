/** Whatever an operator can do to a server while it serves, done once under a load, which loses no request of it. */

import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { field, text } from "../_helpers/response_parser.ts";
import { Place } from "./live_changes/place.ts";

/** Something that is done, and what proves that it took hold. */
type Step = (place: Place) => Promise<void>;

async function body(place: Place): Promise<unknown> {
  return await place.everywhere({ target: "/a.txt" }, text);
}

async function serverField(place: Place): Promise<unknown> {
  return await place.everywhere({ target: "/a.txt" }, (answer) => field(answer, "Server"));
}

async function serving(place: Place): Promise<readonly number[]> {
  const workers = await place.operator.json<readonly { index: number; state: string }[]>("workers");
  return workers.filter(({ state }) => state === "listening").map(({ index }) => index);
}

async function causes(place: Place): Promise<readonly { number: number; cause: string }[]> {
  return await place.operator.json("generations");
}

const STEPS: Readonly<Record<string, Step>> = {
  "set … for, twice": async (place) => {
    await place.operator.run("set files.listing on for 1h");
    assertEquals(await place.status("/d/"), 200);
    assertMatch(await place.operator.run("set files.listing off for 50ms"), /true -> false for 50ms\./);
    await place.until("the end of that time", async () => {
      return (await causes(place)).some(({ cause }) => cause.startsWith("the time of files.listing is over"));
    });
    assertEquals(await place.status("/d/"), 200);
  },
  "revert": async (place) => {
    assertMatch(await place.operator.run("revert files.listing"), /true -> false/);
    assertEquals(await place.status("/d/"), 404);
  },
  "save": async (place) => {
    await place.operator.run("set general.serverHeader saved");
    await place.operator.run("save");
    assertMatch(await Deno.readTextFile(place.file), /^\/\/ mine\n[^]*"serverHeader": "saved"/);
    assertEquals([await place.operator.json("changes"), await serverField(place)], [[], "saved"]);
  },
  "reload": async (place) => {
    await place.configure({ general: { serverHeader: "edited" } });
    assertStringIncludes(await place.operator.run("reload"), "general.serverHeader: saved -> edited");
    assertEquals(await serverField(place), "edited");
  },
  "rollback": async (place) => {
    const saved = (await causes(place)).findLast(({ cause }) => cause.startsWith("set general.serverHeader"));
    await place.operator.run(`rollback ${saved?.number}`);
    assertEquals(await serverField(place), "saved");
    await place.operator.run("revert all");
    assertEquals(await serverField(place), "edited");
  },
  "block, unblock": async (place) => {
    await place.operator.run("set access.trustedProxies 127.0.0.1; set access.proxyProtocol on");
    using shut = await place.introduce("203.0.113.9");
    assertEquals((await shut.request({ target: "/a.txt" })).status, 200);
    assertMatch(await place.operator.run("block 203.0.113.9"), / -> blocked, 1 connection ended\./);
    assertEquals(await shut.ended(), 0);
    using again = await place.introduce("203.0.113.9");
    assertEquals(await again.ended(), 0);
    using other = await place.introduce("203.0.113.10");
    assertEquals((await other.request({ target: "/a.txt" })).status, 200);
    const [block] = await place.operator.json<readonly { hits: number }[]>("blocks");
    assertEquals(block?.hits, 2);
    await place.operator.run("unblock 203.0.113.9");
    using late = await place.introduce("203.0.113.9");
    assertEquals((await late.request({ target: "/a.txt" })).status, 200);
    await place.operator.run("revert all");
  },
  "kill": async (place) => {
    using killed = await place.connect();
    using other = await place.connect();
    for (const client of [killed, other]) await client.request({ target: "/a.txt" });
    const { id } = await place.connectionOf(killed) ?? {};
    assertEquals(await place.operator.run(`kill ${id}`), "1 connection ended.");
    assertEquals(await killed.ended(), 0);
    assertEquals((await other.request({ target: "/a.txt" })).status, 200);
  },
  "pause, resume": async (place) => {
    await place.operator.run("pause");
    using waiting = await place.connect();
    let isAnswered = false;
    const answer = waiting.request({ target: "/a.txt" }).finally(() => isAnswered = true);
    await place.load.more(200);
    assertEquals(isAnswered, false);
    await place.operator.run("resume");
    assertEquals(text(await answer), "A");
  },
  "drain, resume": async (place) => {
    await place.operator.run("drain");
    await place.until("an empty server", async () => {
      return (await place.operator.json<{ connections: number }>("status")).connections === 0;
    });
    await place.operator.run("resume");
    assertEquals(await body(place), "A");
  },
  "restart": async (place) => {
    const before = await serving(place);
    await place.operator.run("restart");
    const after = await serving(place);
    assertEquals([after.length, after.filter((index) => before.includes(index))], [2, []]);
    assertEquals(await body(place), "A");
  },
  "workers 1": async (place) => {
    await place.operator.run("workers 1");
    assertEquals((await serving(place)).length, 1);
  },
  "workers 2": async (place) => {
    await place.operator.run("workers 2");
    assertEquals((await serving(place)).length, 2);
  },
  "root <dir>": async (place) => {
    await place.operator.run(`root ${place.next}`);
    assertEquals(await body(place), "A of the next root");
  },
  "root -": async (place) => {
    await place.operator.run("root -");
    assertEquals(await body(place), "A");
  },
};

Deno.test("each live operation takes hold under a load of 64 connections, and fails no request", async () => {
  await using place = await Place.open();
  const { load, operator } = place;
  await load.more(200);
  for (const [name, step] of Object.entries(STEPS)) {
    await step(place);
    await load.more(64);
    assertEquals([name, load.report.failures], [name, []]);
  }
  assertEquals(Object.keys(load.report.statuses), ["200"]);
  assertEquals(load.report.bodies, new Set(["A", "A of the next root"]));

  await operator.run("maintenance on");
  assertEquals(await place.status("/a.txt"), 503);
  await load.more(200);
  await operator.run("maintenance off");
  assertEquals(await place.status("/a.txt"), 200);
  await load.more(64);
  const { failures, statuses } = await load.stop();
  assertEquals([failures, Object.keys(statuses)], [[], ["200", "503"]]);
  assert((statuses[503] ?? 0) > 64, JSON.stringify(statuses));
});
