import { assertEquals, assertRejects } from "@std/assert";
import {
  forwardedClient,
  type ForwardedClientOptions,
} from "../../../src/handlers/access/forwarded_client.ts";
import { HttpError } from "../../../src/http/http_error.ts";
import * as refused from "../../../src/http/refusals.ts";
import type { Client } from "../../../src/http/request.ts";
import { HttpResponse } from "../../../src/http/response.ts";
import { notedDecisions } from "../../_helpers/decisions.ts";
import { requestOf } from "../../_helpers/request.ts";

const OPTIONS: ForwardedClientOptions = { trusted: ["10.0.0.0/8", "::1"], field: "X-Forwarded-For" };

/** Whom the handlers see, and what is said of it. */
async function seen(
  peer: string,
  lines: readonly string[],
  options: Partial<ForwardedClientOptions> = {},
): Promise<Client & { notes: readonly string[] }> {
  const clients: Client[] = [];
  const handler = forwardedClient({ ...OPTIONS, ...options })((request) => {
    clients.push(request.client);
    return new HttpResponse({ status: 200 });
  });
  const decisions = notedDecisions();
  await handler({ ...requestOf("GET /", lines), client: { address: peer, port: 1234 }, decisions });
  assertEquals(clients.length, 1);
  return { address: "", port: -1, ...clients[0], notes: decisions.notes };
}

Deno.test("forwardedClient() believes a trusted proxy", async () => {
  const { address, port, notes } = await seen("10.0.0.1", ["X-Forwarded-For: 192.0.2.1"]);
  assertEquals([address, port], ["192.0.2.1", 0]);
  assertEquals(notes, ["client: 192.0.2.1, by what 10.0.0.1 says in X-Forwarded-For"]);
  assertEquals((await seen("::1", ["X-Forwarded-For: [2001:db8::1]:99"])).port, 99);
});

Deno.test("forwardedClient() believes no stranger", async () => {
  const spoofed = ["X-Forwarded-For: 127.0.0.1", "Forwarded: for=127.0.0.1", "X-Real-IP: 127.0.0.1"];
  for (const field of ["X-Forwarded-For", "Forwarded"] as const) {
    const { address, port, notes } = await seen("192.0.2.9", spoofed, { field });
    assertEquals([address, port, notes.length], ["192.0.2.9", 1234, 0]);
  }
});

Deno.test("forwardedClient() goes from the right over trusted proxies, to the first that is none", async () => {
  const cases: [value: string, client: string][] = [
    ["127.0.0.1, 192.0.2.1", "192.0.2.1"],
    ["127.0.0.1, 192.0.2.1, 10.0.0.2", "192.0.2.1"],
    ["127.0.0.1, 192.0.2.1, 10.0.0.2, 10.0.0.3", "192.0.2.1"],
    ["10.0.0.5, 10.0.0.4", "10.0.0.5"],
    ["unknown, 10.0.0.4", "10.0.0.4"],
    ["127.0.0.1, garbage", "10.0.0.1"],
    ["127.0.0.1, ", "10.0.0.1"],
    ["", "10.0.0.1"],
  ];
  for (const [value, client] of cases) {
    assertEquals((await seen("10.0.0.1", [`X-Forwarded-For: ${value}`])).address, client, value);
  }
});

Deno.test("forwardedClient() takes several lines for one list", async () => {
  const lines = ["X-Forwarded-For: 127.0.0.1", "X-Forwarded-For: 192.0.2.1", "X-Forwarded-For: 10.0.0.2"];
  assertEquals((await seen("10.0.0.1", lines)).address, "192.0.2.1");
});

Deno.test("forwardedClient() takes nobody for a proxy who breaks what the proxy hands on", async () => {
  const broken = 'Forwarded: for="';
  const field = "Forwarded";
  const behind = async (...lines: string[]) => (await seen("10.0.0.1", lines, { field })).address;
  // What a proxy adds in a line of its own is its word.
  assertEquals(await behind(broken, "Forwarded: for=192.0.2.1"), "192.0.2.1");
  assertEquals(await behind(broken, "forwarded: for=192.0.2.1", "FORWARDED: for=10.0.0.2"), "192.0.2.1");
  for (const lines of [[broken], [`${broken}, for=192.0.2.1`], [broken, "Forwarded: for=10.0.0.2"]]) {
    const error = await assertRejects(() => behind(...lines), HttpError);
    assertEquals(error.refusal, refused.BAD_FORWARDED, lines.join());
  }
  assertEquals((await seen("192.0.2.9", [broken], { field })).address, "192.0.2.9");
});

Deno.test("forwardedClient() reads the one field that the proxies write", async () => {
  const lines = ["X-Forwarded-For: 192.0.2.1", "Forwarded: for=192.0.2.2"];
  assertEquals((await seen("10.0.0.1", lines)).address, "192.0.2.1");
  assertEquals((await seen("10.0.0.1", lines, { field: "Forwarded" })).address, "192.0.2.2");
  assertEquals((await seen("10.0.0.1", lines.slice(0, 1), { field: "Forwarded" })).address, "10.0.0.1");
});

Deno.test("forwardedClient() does not follow a chain without an end", async () => {
  const chain = Array.from({ length: 1000 }, (_, at) => `10.0.${at >> 8}.${at & 255}`).join(", ");
  assertEquals((await seen("10.0.0.1", [`X-Forwarded-For: ${chain}`])).address, "10.0.3.216");
});
