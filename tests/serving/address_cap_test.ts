/** The cap on connections of one address, over all workers. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { KeepAliveClient } from "../_helpers/keep_alive.ts";
import { rawExchange } from "../_helpers/raw.ts";
import { field, type RawResponse } from "../_helpers/response_parser.ts";
import { startServer } from "../_helpers/server.ts";
import { contentTree } from "../_helpers/tree.ts";

const GET = "GET /a.txt HTTP/1.1\r\nHost: a.example\r\n\r\n";
const FILES = { "a.txt": "a" };
/** The limit that most of these tests set. */
const MOST = 5;
/** How long a place may take to become free, in milliseconds. */
const PATIENCE = 20_000;

function withLimit(limit: number): readonly string[] {
  return ["--workers", "2", "--set", `limits.connectionsPerAddress=${limit}`];
}

/** Opens as many connections as there may be, each of which is answered. */
async function fill(port: number, stack: DisposableStack): Promise<KeepAliveClient[]> {
  const clients: KeepAliveClient[] = [];
  while (clients.length < MOST) clients.push(stack.use(await admitted(port)));
  return clients;
}

/** A connection that has a place. The server may need a moment to see that an earlier one has left. */
async function admitted(port: number): Promise<KeepAliveClient> {
  for (const end = Date.now() + PATIENCE; Date.now() < end;) {
    const client = await KeepAliveClient.connect(port);
    if ((await client.request({ target: "/a.txt" })).status === 200) return client;
    client[Symbol.dispose]();
    await new Promise((resume) => setTimeout(resume, 20));
  }
  throw new Error(`${PATIENCE} ms passed without a free place`);
}

Deno.test("limits.connectionsPerAddress: one connection too many gets 503, whichever worker it comes to", async () => {
  await using server = await startServer({ files: FILES, args: withLimit(MOST) });
  using stack = new DisposableStack();
  const [first] = await fill(server.port, stack);
  const refused: RawResponse[] = [];
  for (let count = 0; count < 20; count++) {
    const { responses, rest, end } = await rawExchange(server.port, [GET]);
    assertEquals([responses.length, rest.length, end], [1, 0, "closed"]);
    refused.push(...responses);
  }
  for (const response of refused) {
    assertEquals(response.status, 503);
    assertEquals(field(response, "Connection"), "close");
    assertMatch(field(response, "Retry-After") ?? "", /^[1-9]\d*$/);
    assertMatch(field(response, "Date") ?? "", / GMT$/);
  }
  // Those that are in are not disturbed.
  assertEquals((await first?.request({ target: "/a.txt" }))?.status, 200);
  await server.errors.waitFor(
    /worker \d: 127\.0\.0\.1 has as many connections as limits\.connectionsPerAddress allows/,
  );
});

Deno.test("limits.connectionsPerAddress: the refusal has no body, so that it answers HEAD, too", async () => {
  await using server = await startServer({ files: FILES, args: withLimit(MOST) });
  using stack = new DisposableStack();
  await fill(server.port, stack);
  for (const method of ["GET", "HEAD", "POST"]) {
    const { responses: [response], rest, end } = await rawExchange(
      server.port,
      [GET.replace("GET", method)],
      {
        // Read as if it answered GET: a body would be seen.
        methods: ["GET"],
      },
    );
    assertEquals([response?.status, response?.body.length, rest.length, end], [503, 0, 0, "closed"]);
  }
});

Deno.test("limits.connectionsPerAddress: who is refused may send a megabyte and still reads why", async () => {
  await using server = await startServer({ files: FILES, args: withLimit(MOST) });
  using stack = new DisposableStack();
  await fill(server.port, stack);
  using client = stack.use(await KeepAliveClient.connect(server.port));
  await client.send(`${GET}${"x".repeat(1_000_000)}`);
  assertEquals((await client.read()).status, 503);
  assertEquals(await client.ended(), 0);
});

Deno.test("limits.connectionsPerAddress: who is refused and stays does not take the places of others", async () => {
  const args = [
    "--workers",
    "1",
    "--set",
    `limits.connectionsPerAddress=${MOST}`,
    "--set",
    "limits.connections=100",
  ];
  await using server = await startServer({ files: FILES, host: "::", args });
  using stack = new DisposableStack();
  await fill(server.port, stack);
  const stubborn = Array.from({ length: 300 }, () => KeepAliveClient.connect(server.port));
  for (const client of await Promise.all(stubborn)) stack.use(client);
  const other = await rawExchange(server.port, [GET], { host: "::1", responses: 1 });
  assertEquals(other.responses[0]?.status, 200);
  // At the cap of all addresses it would have said so.
  assert(!server.stderr().includes("connections are open"), server.stderr());
});

Deno.test("limits.connectionsPerAddress: places come back, however a connection ends", async () => {
  await using server = await startServer({ files: FILES, args: withLimit(MOST) });
  for (let round = 0; round < 3; round++) {
    using stack = new DisposableStack();
    const [closing, halting, mistaken] = await fill(server.port, stack);
    await closing?.request({ target: "/a.txt", fields: ["Connection: close"] });
    await halting?.send(GET.slice(0, 10));
    await mistaken?.send("\x16\x03\x01");
    // The others just go.
  }
  using stack = new DisposableStack();
  await fill(server.port, stack);
});

Deno.test("limits.connectionsPerAddress: each address has its own places", async () => {
  await using server = await startServer({ files: FILES, host: "::", args: withLimit(MOST) });
  using stack = new DisposableStack();
  await fill(server.port, stack);
  const refused = await rawExchange(server.port, [GET]);
  const other = await rawExchange(server.port, [GET], { host: "::1", responses: 1 });
  assertEquals([refused, other].map(({ responses }) => responses[0]?.status), [503, 200]);
});

Deno.test("limits.connectionsPerAddress: a reload changes it for the connections to come", async () => {
  await using tree = await contentTree(FILES);
  const settings = (limit: number) =>
    tree.writeOutside(".linprconfig", `{ "limits": { "connectionsPerAddress": ${limit} } }`);
  await settings(0);
  await using server = await startServer({ cwd: tree.base, root: tree.root, args: ["--workers", "2"] });
  using stack = new DisposableStack();
  for (let count = 0; count < 2 * MOST; count++) stack.use(await admitted(server.port));
  await settings(1);
  server.signal("SIGHUP");
  await server.errors.waitFor(/Settings reloaded\./);
  // Those that were let in without a limit are not counted.
  stack.use(await admitted(server.port));
  const { responses: [refused] } = await rawExchange(server.port, [GET]);
  assertEquals(refused?.status, 503);
});
