import { assert, assertEquals } from "@std/assert";
import { IdleClients } from "../../bench/measuring/idle_clients.ts";
import { eventually } from "../_helpers/eventually.ts";

/** A server that answers each request, and keeps the connections that it accepted. */
class Answering implements AsyncDisposable {
  readonly connections: Deno.TcpConn[] = [];
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #done: Promise<void>;

  constructor(mayAnswer: (index: number) => boolean) {
    this.#done = this.#run(mayAnswer);
  }

  get port(): number {
    return this.#listener.addr.port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    await this.#done;
    for (const connection of this.connections) connection.close();
  }

  async #run(mayAnswer: (index: number) => boolean): Promise<void> {
    for await (const connection of this.#listener) {
      if (!mayAnswer(this.connections.length)) {
        connection.close();
        continue;
      }
      this.connections.push(connection);
      await connection.read(new Uint8Array(1024));
      await connection.write(new TextEncoder().encode("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    }
  }
}

const { signal } = new AbortController();

Deno.test("IdleClients opens as many connections as it is told to, and counts those it loses", async () => {
  await using server = new Answering(() => true);
  using clients = new IdleClients();
  assert(await clients.open(230, server.port, "/1k.txt", signal));
  assertEquals(server.connections.length, 230);
  assertEquals(clients.lost, 0);

  for (const connection of server.connections.splice(0, 3)) connection.close();
  assertEquals(await eventually(() => clients.lost === 3 ? clients.lost : undefined, "the loss"), 3);
});

Deno.test("IdleClients says when the server closes a connection without an answer", async () => {
  await using server = new Answering((index) => index < 5);
  using clients = new IdleClients();
  assert(!await clients.open(20, server.port, "/1k.txt", signal));
});

Deno.test("IdleClients says when nobody listens", async () => {
  const { port } = await (async () => {
    await using server = new Answering(() => true);
    return { port: server.port };
  })();
  using clients = new IdleClients();
  assert(!await clients.open(1, port, "/1k.txt", signal));
});

Deno.test("IdleClients of none needs no server", async () => {
  using clients = new IdleClients();
  assert(await clients.open(0, 1, "/1k.txt", signal));
});
