import { assertEquals, assertMatch } from "@std/assert";
import { inHandText, isIdle, openText } from "../../src/console/idle.ts";
import { keepBusy, LARGE_FILE } from "../_helpers/busy_client.ts";
import { eventually } from "../_helpers/eventually.ts";
import { KeepAliveClient } from "../_helpers/keep_alive.ts";
import { contentTree } from "../_helpers/tree.ts";
import { consoleFixture } from "./console_fixture.ts";

/** How long the server may take to see a byte, in milliseconds. */
const PATIENCE = 20_000;

Deno.test("idle is who has no request in hand, whoever is connected", () => {
  const cases = [
    [0, 0, true, "0 connections are open", "0 requests are in hand"],
    [1, 0, true, "1 connection is open", "0 requests are in hand"],
    [1, 1, false, "1 connection is open, 1 active", "1 request is in hand"],
    [5, 2, false, "5 connections are open, 2 active", "2 requests are in hand"],
  ] as const;
  for (const [connections, active, idle, open, inHand] of cases) {
    const status = { connections, active };
    assertEquals([isIdle(status), openText(status), inHandText(status)], [idle, open, inHand]);
  }
});

/** A console over a server that listens, with two workers. */
async function listeningConsole() {
  const tree = await contentTree({ "a.txt": "A", "large.bin": "" });
  await Deno.truncate(tree.path("large.bin"), LARGE_FILE);
  await tree.writeOutside("linpr.json", JSON.stringify({ general: { contentRoot: tree.root, workers: 2 } }));
  const fixture = consoleFixture([], () => ({ file: `${tree.base}/linpr.json` }));
  const { supervisor } = fixture.context;
  await fixture.run("startup 127.0.0.1:0; listen");
  return {
    ...fixture,
    port: supervisor.address?.port ?? 0,
    [Symbol.asyncDispose]: async () => {
      supervisor.kill();
      await tree[Symbol.asyncDispose]();
    },
  };
}

Deno.test("'wait idle' and 'stop when idle' wait for a download, and not for who merely keeps a connection", async () => {
  await using console = await listeningConsole();
  const { run, port } = console;
  using idle = await KeepAliveClient.connect(port);
  await idle.request({ target: "/a.txt" });
  assertEquals(await run("wait idle"), "Idle.");

  using busy = await keepBusy(port, "/large.bin");
  assertEquals(await run("wait idle 1ms"), "Not idle: 1 request is in hand after 1ms.");
  assertEquals(await run("stop when idle 1ms"), "Not stopped: 1 request is in hand after 1ms.");
  assertMatch(await run("status"), /^connections +2 \(1 active, 1 idle\)$/m);
  const { connections, active, idle: idling, workers } = JSON.parse(await run("status --json"));
  assertEquals([connections, active, idling], [2, 1, 1]);
  assertEquals(workers.map((worker: { active: number }) => worker.active).sort(), [0, 1]);
  assertMatch(await run("workers"), /^worker +state +connections +active +requests\/s /);
  assertMatch(await run("connections active"), /^id .*\n[12]-\d+ .* write .* GET \/large\.bin$/);
  const [listed, ...others] = JSON.parse(await run("connections active --json"));
  assertEquals([others, listed.state, listed.active], [[], "write", true]);

  const waited = run("wait idle");
  await busy.drain();
  assertEquals(await waited, "Idle.");
  // That it takes a while may be said before.
  assertMatch(await run("stop when idle"), /^Stopped\.$/m);
  assertEquals(await idle.ended(), 0);
});

Deno.test("a request is in hand from its first byte on; an empty line before it is none of it", async () => {
  await using console = await listeningConsole();
  const { run, port, context: { supervisor } } = console;
  using client = await KeepAliveClient.connect(port);
  await client.request({ target: "/a.txt" });
  await run("wait idle");
  await client.send("\r\n");
  let state: string | undefined;
  for (const end = Date.now() + PATIENCE; state !== "head" && Date.now() < end;) {
    const [seen] = (await supervisor.ask({ kind: "connections", which: {} })).flat();
    state = seen?.state;
  }
  assertEquals([state, await run("wait idle 1ms")], ["head", "Idle."]);
  await client.send("G");
  await eventually(() => supervisor.status().active === 1 ? true : undefined, "a request in hand");
  assertEquals(await run("wait idle 1ms"), "Not idle: 1 request is in hand after 1ms.");
  assertMatch(await run("connections active"), / head .* …$/);
  await client.send("ET /a.txt HTTP/1.1\r\nHost: a\r\n\r\n");
  await client.read();
  assertEquals(await run("wait idle"), "Idle.");
});
