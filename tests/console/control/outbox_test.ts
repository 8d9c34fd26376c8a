import { assertEquals } from "@std/assert";
import { Outbox } from "../../../src/console/control/outbox.ts";

/** Two ends of a connection. */
async function pair(): Promise<readonly [Deno.Conn, Deno.Conn]> {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  return await Promise.all([listener.accept(), Deno.connect({ hostname: "127.0.0.1", port })]);
}

/** An outbox, and whether and when it broke. */
function outboxOf(connection: Deno.Conn, longestStall?: number) {
  const broken = Promise.withResolvers<void>();
  let times = 0;
  const outbox = new Outbox(connection, () => {
    times++;
    connection.close();
    broken.resolve();
  }, longestStall);
  return { outbox, broken: broken.promise, times: () => times };
}

const MIB = 1024 * 1024;

Deno.test("Outbox sends everything in order, one large text too, and tells when it is done", async () => {
  const [near, far] = await pair();
  const { outbox, times } = outboxOf(near);
  for (const text of ["a", "é", "x".repeat(20 * MIB)]) outbox.send(text);
  const read = new Response(far.readable).text();
  await outbox.drained();
  near.close();
  const text = await read;
  assertEquals([text.slice(0, 3), text.length, times()], ["aéx", 2 + 20 * MIB, 0]);
});

Deno.test("Outbox breaks, once, when too much waits for a reader", async () => {
  const [near, far] = await pair();
  const { outbox, broken, times } = outboxOf(near);
  for (let count = 0; count < 40; count++) outbox.send("x".repeat(MIB));
  await broken;
  outbox.send("nothing is sent any more");
  await outbox.drained();
  assertEquals(times(), 1);
  far.close();
});

Deno.test("Outbox breaks when the reader reads nothing for too long", async () => {
  const [near, far] = await pair();
  const { outbox, broken, times } = outboxOf(near, 50);
  outbox.send("x".repeat(40 * MIB));
  await broken;
  await outbox.drained();
  assertEquals(times(), 1);
  far.close();
});

Deno.test("Outbox breaks when the reader is gone", async () => {
  const [near, far] = await pair();
  const { outbox, broken, times } = outboxOf(near);
  far.close();
  const timer = setInterval(() => outbox.send("x"), 5);
  await broken;
  clearInterval(timer);
  assertEquals(times(), 1);
});
