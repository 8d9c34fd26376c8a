import { assertEquals, assertRejects } from "@std/assert";
import { Listener } from "../../src/worker/listener.ts";
import { eventually } from "../_helpers/eventually.ts";

/** More than the runtime does in one turn, and less than the system's queue holds. */
const MANY = 300;

/** A listener whose clients all wait to be accepted; each is sent a byte, and its connection ended when it leaves. */
async function queued(count: number, mostConnections: number) {
  const socket = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = socket.addr;
  const clients = await Promise.all(
    Array.from({ length: count }, () => Deno.connect({ hostname: "127.0.0.1", port })),
  );
  const served: Promise<void>[] = [];
  const serve = async (conn: Deno.TcpConn): Promise<void> => {
    await conn.write(new Uint8Array(1));
    await conn.read(new Uint8Array(1));
    conn.close();
  };
  const listener = new Listener({
    listener: socket,
    mostConnections,
    serve: (conn) => {
      const done = serve(conn);
      served.push(done);
      return done;
    },
    notice: () => {},
  });
  return { listener, clients, served, port };
}

/** Fails where the client was not served, as when the system has reset it. */
async function leave(client: Deno.TcpConn): Promise<void> {
  assertEquals(await client.read(new Uint8Array(1)), 1);
  client.close();
}

Deno.test("stopWhenEmpty() accepts all who wait, gives the port back then, and serves on", async () => {
  const { listener, clients, served, port } = await queued(MANY, 1000);
  const running = listener.run();
  await listener.stopWhenEmpty();
  await running;
  await assertRejects(() => Deno.connect({ hostname: "127.0.0.1", port }), Deno.errors.ConnectionRefused);
  for (const client of clients) await leave(client);
  await Promise.all(served);
  assertEquals(served.length, MANY);
  await listener.stopWhenEmpty();
});

Deno.test("stopWhenEmpty() gives the port back where nobody comes, and where somebody stops it meanwhile", async () => {
  for (const isStopped of [false, true]) {
    const { listener, port } = await queued(0, 1000);
    const running = listener.run();
    const stopped = listener.stopWhenEmpty();
    if (isStopped) listener.stop();
    await Promise.all([running, stopped]);
    await assertRejects(() => Deno.connect({ hostname: "127.0.0.1", port }), Deno.errors.ConnectionRefused);
  }
});

Deno.test("stopWhenEmpty() does not leave those who wait for room", async () => {
  const { listener, clients, served } = await queued(3, 1);
  const running = listener.run();
  await eventually(() => served.length === 1 ? true : undefined, "one that is served");
  const stopped = listener.stopWhenEmpty();
  for (const client of clients) await leave(client);
  await Promise.all([running, stopped, ...served]);
  assertEquals(served.length, 3);
});
