import { assertEquals, assertRejects } from "@std/assert";
import { CommandError } from "../../src/console/command_error.ts";
import {
  askOverLoopback,
  type LoopbackAnswer,
  type LoopbackRequest,
  type LoopbackServer,
} from "../../src/console/loopback.ts";
import { defaultSettings, type Settings } from "../../src/settings/settings.ts";

const GET: LoopbackRequest = { method: "GET", target: "/a?b", fields: ["X-A: b"] };
const { signal } = new AbortController();

function serverAt(hostname: string, port: number, settings: Partial<Settings> = {}): LoopbackServer {
  return { address: { hostname, port }, settings: { ...defaultSettings(), ...settings } };
}

/** Asks a server that reads a request and sends these bytes, in pieces; gives what it read and what came of it. */
async function ask(
  pieces: readonly string[],
  request: LoopbackRequest = GET,
  settings: Partial<Settings> = {},
): Promise<{ readonly read: string; readonly answer: Promise<LoopbackAnswer> }> {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  const answer = askOverLoopback(serverAt("0.0.0.0", port, settings), request, signal);
  // Looked at by the caller; until then it is nobody's mistake.
  answer.catch(() => undefined);
  using connection = await listener.accept();
  const chunk = new Uint8Array(4096);
  const count = await connection.read(chunk);
  for (const piece of pieces) {
    await connection.write(new TextEncoder().encode(piece)).catch(() => 0);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const read = new TextDecoder().decode(chunk.subarray(0, count ?? 0)).replaceAll(String(port), "PORT");
  return { read, answer };
}

Deno.test("askOverLoopback() sends the target as it is, and one Host", async () => {
  const ok = ["HTTP/1.1 200 OK\r\n\r\n"];
  const { read } = await ask(ok);
  assertEquals(read, "GET /a?b HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nConnection: close\r\nX-A: b\r\n\r\n");
  const other = await ask(ok, { method: "PUT", target: "*", fields: ["hOST: a", "Host: b"] });
  assertEquals(other.read, "PUT * HTTP/1.1\r\nConnection: close\r\nhOST: a\r\nHost: b\r\n\r\n");
});

Deno.test("askOverLoopback() introduces itself where the settings want it of this machine", async () => {
  const cases: readonly (readonly [settings: Partial<Settings>, start: string])[] = [
    [
      { "access.trustedProxies": ["127.0.0.0/8"], "access.proxyProtocol": true },
      "PROXY UNKNOWN\r\nGET /a?b HTTP",
    ],
    [{ "access.trustedProxies": ["192.0.2.1"], "access.proxyProtocol": true }, "GET /a?b HTTP"],
    [{ "access.trustedProxies": ["127.0.0.1"] }, "GET /a?b HTTP"],
  ];
  for (const [settings, start] of cases) {
    assertEquals((await ask(["HTTP/1.1 200 OK\r\n\r\n"], GET, settings)).read.split("/1.1")[0], start);
  }
});

Deno.test("askOverLoopback() gives the status of the final answer, however it arrives", async () => {
  const cases: readonly (readonly [pieces: readonly string[], status: number, reason: string])[] = [
    [["HTTP/1.1 200 OK\r\nA: b\r\n\r\nbody"], 200, "OK"],
    [["HTT", "P/1.0 404 Not", " Found\r\n", "\r", "\n"], 404, "Not Found"],
    [
      ["HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nA: b\r\n\r\n", "HTTP/1.1 204 \r\n\r\n"],
      204,
      "",
    ],
  ];
  for (const [pieces, status, reason] of cases) {
    assertEquals(await (await ask(pieces)).answer, { status, reason });
  }
});

Deno.test("askOverLoopback() says why no answer came", async () => {
  const cases: readonly (readonly [pieces: readonly string[], message: string])[] = [
    [[], "gave no answer: the connection was closed before the end of a head."],
    [["HTTP/1.1 200 OK\r\n"], "gave no answer: the connection was closed before the end of a head."],
    [["SSH-2.0-\x1b[2J\r\n\r\n"], "What came is no HTTP answer: SSH-2.0-\\u001b[2J"],
    [["HTTP/1.1 200 OK\r\n", ...Array(40).fill(`A: ${"a".repeat(8000)}\r\n`)], "before the end of a head."],
  ];
  for (const [pieces, message] of cases) {
    const { answer } = await ask(pieces);
    await assertRejects(() => answer, CommandError, message);
  }
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  await assertRejects(
    () => askOverLoopback(serverAt("127.0.0.1", port), GET, signal),
    CommandError,
    `127.0.0.1:${port} gave no answer: ECONNREFUSED.`,
  );
});

Deno.test("askOverLoopback() waits no longer than it is told to", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  const controller = new AbortController();
  const answer = askOverLoopback(serverAt("127.0.0.1", port), GET, controller.signal);
  using _connection = await listener.accept();
  controller.abort();
  await assertRejects(() => answer, CommandError, "gave no answer: the wait was ended.");
  await assertRejects(
    () => askOverLoopback(serverAt("127.0.0.1", port), GET, controller.signal),
    CommandError,
    "the wait was ended",
  );
});
