/** The places of an address that a worker took along when it died. */

import { assertEquals } from "@std/assert";
import { eventually } from "../_helpers/eventually.ts";
import { ask, KeepAliveClient } from "../_helpers/keep_alive.ts";
import { CrashableWorkers } from "./crashable_workers.ts";
import { listening } from "./supervised.ts";

const MOST = 4;

Deno.test("limits.connectionsPerAddress: what a dead worker had counted is forgotten", async () => {
  using workers = new CrashableWorkers();
  await using server = await listening({ "a.txt": "A" }, { "limits.connectionsPerAddress": MOST });
  for (let death = 1; death <= 2; death++) {
    using stack = new DisposableStack();
    for (let count = 0; count < MOST; count++) {
      const client = stack.use(await KeepAliveClient.connect(server.port));
      assertEquals((await client.request({ target: "/a.txt" })).status, 200);
    }
    assertEquals((await ask(server.port, { target: "/a.txt" })).status, 503);
    // All workers die, and nobody gives a place back.
    for (let place = 2 * (death - 1); place < 2 * death; place++) workers.crash(place);
    await eventually(() => {
      const { workers: states } = server.supervisor.status();
      return workers.count === 2 * (death + 1) && states.every(({ state }) => state === "listening") ||
        undefined;
    }, "new workers");
  }
});
