import { assert, assertEquals, assertRejects } from "@std/assert";
import { asClientGone, ClientGone, ClientSocket } from "../../src/worker/client_socket.ts";

/** Both ends of a connection. */
async function connected(hostname = "127.0.0.1"): Promise<{ client: Deno.TcpConn; socket: ClientSocket }> {
  using listener = Deno.listen({ hostname, port: 0 });
  const client = await Deno.connect({ hostname: "127.0.0.1", port: listener.addr.port });
  return { client, socket: new ClientSocket(await listener.accept()) };
}

Deno.test("ClientSocket.client is the peer; of a dual-stack socket, too, an IPv4 address is one", async () => {
  for (const hostname of ["127.0.0.1", "::"]) {
    const { client, socket } = await connected(hostname);
    assertEquals(socket.client, { address: "127.0.0.1", port: client.localAddr.port });
    client.close();
    socket.close();
  }
});

Deno.test("ClientSocket.read() and write() pass bytes on, and read() the end of the other half", async () => {
  const { client, socket } = await connected();
  await client.write(Uint8Array.of(1, 2, 3));
  const room = new Uint8Array(10);
  assertEquals([await socket.read(room), room.subarray(0, 3)], [3, Uint8Array.of(1, 2, 3)]);
  await client.closeWrite();
  assertEquals(await socket.read(room), null);
  assertEquals(await socket.send(Uint8Array.of(4)), 1);
  await socket.endWriting();
  assertEquals([await client.read(room), room[0], await client.read(room)], [1, 4, null]);
  client.close();
  socket.close();
});

Deno.test("ClientSocket tells by ClientGone that it was closed, to whoever waits and whoever comes", async () => {
  const { client, socket } = await connected();
  const waiting = assertRejects(() => socket.read(new Uint8Array(1)), ClientGone);
  socket.close();
  socket.close();
  await waiting;
  await assertRejects(() => socket.read(new Uint8Array(1)), ClientGone);
  await assertRejects(() => socket.send(new Uint8Array(1)).catch(asClientGone), ClientGone);
  await assertRejects(() => socket.endWriting(), ClientGone);
  client.close();
});

Deno.test("ClientSocket tells by ClientGone that the peer has gone", async () => {
  const { client, socket } = await connected();
  client.close();
  const piece = new Uint8Array(65_536);
  const error = await assertRejects(async () => {
    // The first writes may still go into the system's buffers.
    for (let writes = 0; writes < 1000; writes++) await socket.send(piece).catch(asClientGone);
  }, ClientGone);
  assert(error.cause instanceof Error);
  socket.close();
});
