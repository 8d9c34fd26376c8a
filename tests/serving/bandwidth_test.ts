/** A download at a pace, beside one without, and beside requests that are not slowed. */

import { assert, assertEquals } from "@std/assert";
import { keepBusy, LARGE_FILE } from "../_helpers/busy_client.ts";
import { connectionServer } from "../_helpers/connection_server.ts";
import { eventually } from "../_helpers/eventually.ts";
import { KeepAliveClient } from "../_helpers/keep_alive.ts";
import { startServer } from "../_helpers/server.ts";
import { HttpResponse } from "../../src/http/response.ts";

const SIZE = 500_000;
const RATE = 500_000;

async function secondsFor(url: string): Promise<number> {
  const { stdout, code } = await new Deno.Command("curl", {
    args: ["-s", "-o", "/dev/null", "-w", "%{time_total} %{size_download}", url],
  }).output();
  const [seconds, size] = new TextDecoder().decode(stdout).split(" ").map(Number);
  assertEquals([code, size], [0, SIZE]);
  return seconds ?? NaN;
}

Deno.test("limits.bandwidth: a download takes its time, and others are not held up by it", async () => {
  const files = { "big.bin": new Uint8Array(SIZE), "a.txt": "A" };
  await using free = await startServer({ files, args: ["--workers", "1"] });
  await using paced = await startServer({
    files,
    args: ["--workers", "1", "--set", `limits.bandwidth=${RATE}`],
  });
  const without = await secondsFor(`${free.url}big.bin`);
  let slow: number | undefined;
  const download = secondsFor(`${paced.url}big.bin`).then((seconds) => slow = seconds);
  using other = await KeepAliveClient.connect(paced.port);
  let answers = 0;
  while (slow === undefined) {
    assertEquals((await other.request({ target: "/a.txt" })).status, 200);
    answers++;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const within = await download;
  // Three quarters of a second are the least that the pace allows, whatever the machine does.
  assert(within >= 0.74 && within > without * 2, `${within} s, without ${without} s`);
  assert(answers > 3, `${answers} answers meanwhile`);
});

Deno.test("limits.bandwidth: the pause is nobody's stalled write, and a stalled write still ends", async () => {
  const body = new Uint8Array(LARGE_FILE);
  await using server = connectionServer(
    () => new HttpResponse({ status: 200, body: body.subarray(0, 4000) }),
    {
      "limits.bandwidth": 2000,
      "timeouts.write": 1,
    },
  );
  // Pauses of 250 ms for more than a second, and a deadline of a millisecond for each write.
  using client = await KeepAliveClient.connect(server.port);
  assertEquals((await client.request({ target: "/" })).status, 200);
  await using stalled = connectionServer(() => new HttpResponse({ status: 200, body }), {
    "limits.bandwidth": 2 ** 30,
    "timeouts.write": 1,
  });
  using _ = await keepBusy(stalled.port, "/");
  await eventually(
    () => stalled.counters.get("connections") === 0 ? true : undefined,
    "an end of the stalled write",
  );
});
