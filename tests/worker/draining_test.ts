/** Connections while their thread drains: a client is told so by an answer before its connection ends. */

import { assertEquals } from "@std/assert";
import { HttpResponse } from "../../src/http/response.ts";
import { type ConnectionServer, connectionServer } from "../_helpers/connection_server.ts";
import { KeepAliveClient } from "../_helpers/keep_alive.ts";
import { field } from "../_helpers/response_parser.ts";

/** A server that begins to drain between an answer, which has not told of it, and the wait for the next request. */
function drainingServer(idleGrace: number): ConnectionServer {
  const server = connectionServer(() => {
    queueMicrotask(() => {
      server.serving.idleGrace = idleGrace;
      server.serving.draining = true;
    });
    return new HttpResponse({ status: 200 });
  });
  return server;
}

Deno.test("Connection answers one more request where its last answer has not told that it drains", async () => {
  await using server = drainingServer(60_000);
  using client = await KeepAliveClient.connect(server.port);
  const first = await client.request({ target: "/" });
  const second = await client.request({ target: "/" });
  assertEquals([first, second].map((answer) => field(answer, "Connection")), [undefined, "close"]);
  assertEquals(await client.ended(), 0);
});

Deno.test("Connection ends at once where no time is left for that, and after that time where there is some", async () => {
  for (const idleGrace of [0, 1]) {
    await using server = drainingServer(idleGrace);
    using client = await KeepAliveClient.connect(server.port);
    assertEquals(field(await client.request({ target: "/" }), "Connection"), undefined);
    assertEquals(await client.ended(), 0);
  }
});
