import { assertEquals } from "@std/assert";
import type { ConnectionFilter } from "../../src/channel/questions.ts";
import { eventually } from "../_helpers/eventually.ts";
import { KeepAliveClient } from "../_helpers/keep_alive.ts";
import { listening, type Supervised } from "./supervised.ts";

async function kill({ supervisor }: Supervised, which: ConnectionFilter): Promise<number> {
  return (await supervisor.ask({ kind: "kill", which })).reduce((sum, one) => sum + one, 0);
}

Deno.test("connections are ended one by one, by address and by idleness, and no others", async () => {
  await using server = await listening();
  const { supervisor, port } = server;
  using stack = new DisposableStack();
  const clients = await Promise.all(Array.from({ length: 8 }, () => KeepAliveClient.connect(port)));
  for (const client of clients) stack.use(client);
  await Promise.all(clients.map((client) => client.request({ target: "/a.txt" })));
  const open = async () => (await supervisor.ask({ kind: "connections", which: {} })).flat();
  const gone = (count: number) =>
    eventually(
      () => supervisor.status().connections === clients.length - count ? true : undefined,
      `${count} connections less`,
    );

  const [first] = await open();
  assertEquals(await kill(server, { id: first?.id ?? "" }), 1);
  await gone(1);
  assertEquals((await open()).some(({ id }) => id === first?.id), false);
  const ended = clients.find(({ localPort }) => localPort === first?.port);
  assertEquals(await ended?.ended(), 0);

  assertEquals(await kill(server, { block: "203.0.113.0/24" }), 0);
  assertEquals(await kill(server, { state: "idle", idle: 3_600_000 }), 0);
  assertEquals(await kill(server, { state: "write" }), 0);
  for (const client of clients.filter((one) => one !== ended)) await client.request({ target: "/a.txt" });
  assertEquals(await kill(server, { state: "idle", idle: 0 }), clients.length - 1);
  await gone(clients.length);
  assertEquals(await kill(server, { block: "127.0.0.0/8" }), 0);
});
