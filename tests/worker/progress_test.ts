/** When a request counts as being in hand. */

import { assertEquals } from "@std/assert";
import type { Handler } from "../../src/handlers/handler.ts";
import { encodeText } from "../../src/http/bytes.ts";
import { HttpError } from "../../src/http/http_error.ts";
import { LARGE_BODY } from "../../src/http/refusals.ts";
import { HttpResponse } from "../../src/http/response.ts";
import { type ConnectionServer, connectionServer } from "../_helpers/connection_server.ts";
import { eventually } from "../_helpers/eventually.ts";
import { KeepAliveClient } from "../_helpers/keep_alive.ts";

const GET = "GET / HTTP/1.1\r\nHost: a.example\r\n\r\n";
const OK = new HttpResponse({ status: 200, body: encodeText("A") });

/** Waits until so many are in hand, and gives how many are connected then. */
async function inHand({ counters }: ConnectionServer, active: number): Promise<number> {
  return await eventually(
    () => counters.get("active") === active ? counters.get("connections") : undefined,
    `${active} in hand`,
  );
}

Deno.test("a request is in hand while it is answered, however many more wait behind it", async () => {
  const gates: PromiseWithResolvers<void>[] = [];
  const handler: Handler = async () => {
    const gate = Promise.withResolvers<void>();
    gates.push(gate);
    await gate.promise;
    return OK;
  };
  await using server = connectionServer(handler);
  using first = await KeepAliveClient.connect(server.port);
  using second = await KeepAliveClient.connect(server.port);
  await first.send(GET + GET);
  await second.send(GET);
  assertEquals(await inHand(server, 2), 2);
  await eventually(() => gates.length === 2 ? true : undefined, "two that are answered");
  for (const gate of gates.splice(0)) gate.resolve();
  await second.read();
  assertEquals(await inHand(server, 1), 2);
  await eventually(() => gates.length === 1 ? true : undefined, "the one behind");
  gates[0]?.resolve();
  await first.read();
  await first.read();
  assertEquals(await inHand(server, 0), 2);
});

Deno.test("nothing is in hand any more once a connection was refused, was timed out, or is gone", async (t) => {
  const cases: Readonly<
    Record<string, { readonly handler: Handler; readonly sent: string; readonly leaves?: true }>
  > = {
    "a head that is refused": { handler: () => OK, sent: "GET\r\n\r\n" },
    "a handler that refuses": {
      handler: () => {
        throw new HttpError(LARGE_BODY);
      },
      sent: GET,
    },
    "a handler with a bug": { handler: () => Promise.reject(new Error("a bug")), sent: GET },
    "half a head": { handler: () => OK, sent: GET.slice(0, 9) },
    "a client that leaves in the middle of a head": {
      handler: () => OK,
      sent: GET.slice(0, 9),
      leaves: true,
    },
    "a client that asks for no more": {
      handler: () => OK,
      sent: GET.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"),
    },
  };
  for (const [name, { handler, sent, leaves }] of Object.entries(cases)) {
    await t.step(name, async () => {
      await using server = connectionServer(handler, { "timeouts.head": leaves ? 60_000 : 50 });
      using client = await KeepAliveClient.connect(server.port);
      await client.send(sent);
      if (leaves) {
        await inHand(server, 1);
        client[Symbol.dispose]();
        assertEquals(await inHand(server, 0), 0);
      } else {
        await client.ended();
        await inHand(server, 0);
      }
    });
  }
});
