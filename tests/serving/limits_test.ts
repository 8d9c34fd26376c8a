/** Requests by rate and requests in hand, over all workers and real connections. */

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { makePlaceMemory, PlaceCounts } from "../../src/channel/place_counts.ts";
import { concurrency } from "../../src/handlers/limits/concurrency.ts";
import { HttpResponse } from "../../src/http/response.ts";
import { connectionServer } from "../_helpers/connection_server.ts";
import { eventually } from "../_helpers/eventually.ts";
import { keepBusy, LARGE_FILE } from "../_helpers/busy_client.ts";
import { KeepAliveClient } from "../_helpers/keep_alive.ts";
import { rawExchange } from "../_helpers/raw.ts";
import { field } from "../_helpers/response_parser.ts";
import { runToEnd } from "../_helpers/run.ts";
import { startServer } from "../_helpers/server.ts";
import { contentTree } from "../_helpers/tree.ts";

const GET = "GET /a.txt HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n";

Deno.test("limits.requestsPerSecond: what is beyond the burst gets 429, whichever worker it comes to", async () => {
  const args = ["--workers", "2", "--set", "limits.requestsPerSecond=1", "--set", "limits.burst=30"];
  await using server = await startServer({ files: { "a.txt": "a" }, args });
  const begun = performance.now();
  const statuses: number[] = [];
  for (let count = 0; count < 60; count++) {
    const { responses: [response] } = await rawExchange(server.port, [GET]);
    assert(response !== undefined);
    statuses.push(response.status);
    if (response.status === 429) assertEquals(field(response, "Retry-After"), "1");
  }
  const served = statuses.filter((status) => status === 200).length;
  const seconds = Math.ceil((performance.now() - begun) / 1000);
  assert(served >= 30 && served <= 30 + seconds, `${served} in ${seconds} s`);
  assertEquals(statuses.slice(0, 30).every((status) => status === 200), true);
  const { stdout } = await new Deno.Command("curl", {
    args: ["-s", "-o", "/dev/null", "-w", "%{http_code}\n", ...Array(5).fill(`${server.url}a.txt`)],
  }).output();
  assertStringIncludes(new TextDecoder().decode(stdout), "429");
  await server.errors.waitFor(
    /127\.0\.0\.1 asks more often than limits\.requestsPerSecond allows \(1\): 429/,
  );
});

/** Asks until the answer has that status: a place is given back when the server notices that a client has gone. */
async function statusBecomes(port: number, wanted: number): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    const { responses: [response] } = await rawExchange(port, [
      "HEAD /big/a.bin HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n",
    ]);
    if (response?.status === wanted) return;
    await new Promise((resume) => setTimeout(resume, 20));
  }
  throw new Error(`no answer with ${wanted}`);
}

Deno.test("limits.concurrent: downloads have their places until they end, however they do", async () => {
  const settings = JSON.stringify({ limits: { concurrent: { "/big/**": 3 } }, general: { workers: 2 } });
  const big = new Uint8Array(LARGE_FILE);
  await using site = await startServer({
    files: { "big/a.bin": big, "a.txt": "a", ".linprconfig": settings },
    args: ["--config", "pub/.linprconfig"],
  });
  for (let round = 0; round < 5; round++) {
    const clients = [];
    for (let count = 0; count < 3; count++) clients.push(await keepBusy(site.port, "/big/a.bin"));
    const { responses: [refused] } = await rawExchange(site.port, [GET.replace("/a.txt", "/big/a.bin")]);
    assertEquals([refused?.status, refused && field(refused, "Retry-After")], [503, "1"]);
    using other = await KeepAliveClient.connect(site.port);
    assertEquals((await other.request({ target: "/a.txt" })).status, 200);
    // One reads to its end, the others are cut off in the middle.
    await clients[0]?.drain();
    for (const client of clients) client[Symbol.dispose]();
    await statusBecomes(site.port, 200);
  }
  // Every place is back: three at once are let in.
  const last = [];
  for (let count = 0; count < 3; count++) {
    await statusBecomes(site.port, 200);
    last.push(await keepBusy(site.port, "/big/a.bin"));
  }
  await statusBecomes(site.port, 503);
  for (const client of last) client[Symbol.dispose]();
});

Deno.test("limits: what makes no limit is refused with file, line and key", async () => {
  const text = '{\n  "limits": {\n    "concurrent": { "/a/**": 0 },\n    "requestsPerSecond": -1\n  }\n}\n';
  await using tree = await contentTree({ ".linprconfig": text });
  const { code, stderr } = await runToEnd(["serve", "-p", "0"], { cwd: tree.root });
  assertEquals(code, 2);
  assertStringIncludes(
    stderr,
    ".linprconfig:3:30 limits.concurrent./a/**: expected a whole number, 1 to 1000000",
  );
  assertStringIncludes(stderr, ".linprconfig:4:26 limits.requestsPerSecond: expected a whole number");
});

Deno.test("limits.concurrent: streams have their places until they end, however their clients leave", async () => {
  const places = new PlaceCounts(makePlaceMemory(1), 0);
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) yield await Promise.resolve(new Uint8Array(10_000));
  }
  const limit = concurrency({ limits: [["/**", 50]], places });
  const handler = limit(async ({ target }) => {
    // Long enough for some clients to leave before there is an answer.
    await new Promise((resolve) => setTimeout(resolve, 5));
    return new HttpResponse({
      status: 200,
      body: target.path === "/endless" ? endless() : new Uint8Array(5),
    });
  });
  await using server = connectionServer(handler);
  const request = (path: string) => `GET ${path} HTTP/1.1\r\nHost: a.example\r\n\r\n`;
  const leaving = Array.from({ length: 60 }, async (_, index) => {
    const conn = await Deno.connect({ hostname: "127.0.0.1", port: server.port });
    await conn.write(new TextEncoder().encode(request(index % 3 === 0 ? "/short" : "/endless")));
    if (index % 2 === 0) await conn.read(new Uint8Array(1000));
    conn.close();
  });
  await Promise.all(leaving);
  await eventually(() => server.counters.get("connections") === 0 ? true : undefined, "the end of all");
  assertEquals(places.enter(0), 1);
  assertEquals(server.notices, []);
});
