import { assert, assertEquals } from "@std/assert";
import type { Trace } from "../../src/channel/trace.ts";
import type { Handler } from "../../src/handlers/handler.ts";
import { encodeText } from "../../src/http/bytes.ts";
import { HttpResponse } from "../../src/http/response.ts";
import { Tracer } from "../../src/worker/tracer.ts";
import { connectionServer } from "../_helpers/connection_server.ts";
import { eventually } from "../_helpers/eventually.ts";
import { KeepAliveClient } from "../_helpers/keep_alive.ts";

/** Decides as the real ones do, and answers from memory or piece by piece. */
const handler: Handler = ({ decisions, target: { path } }) => {
  decisions?.note("rules", "none");
  decisions?.looksForFile?.();
  decisions?.note("file", path);
  decisions?.note("fields", "some");
  const body = encodeText("A");
  return new HttpResponse({ status: 200, body: path === "/streamed" ? pieces(body) : body });
};

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let count = 0; count < 3; count++) yield await Promise.resolve(bytes);
}

function get(path: string): string {
  return `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`;
}

Deno.test("Tracer times each phase, however a head comes and its answer leaves", async () => {
  await using server = connectionServer(handler);
  const tracer = new Tracer(server.serving, 1);
  using client = await KeepAliveClient.connect(server.port);
  const traceOf = async (path: string, parts: readonly string[], answers: number): Promise<Trace> => {
    const filter = { block: undefined, path };
    const look = (): Trace | null => tracer.look({ kind: "trace", watch: path, filter });
    assertEquals(look(), null);
    for (const part of parts) await client.send(part);
    for (let answer = 0; answer < answers; answer++) await client.read();
    return await eventually(() => look() ?? undefined, "a trace");
  };
  const rows: readonly (readonly [path: string, parts: readonly string[], answers: number])[] = [
    ["/whole", [get("/whole")], 1],
    ["/parts", ["GET /pa", "rts HTTP/1.1\r\nHo", "st: a\r\n\r\n"], 1],
    ["/second", [get("/first") + get("/second")], 2],
    ["/streamed", [get("/streamed")], 1],
  ];
  for (const [path, parts, answers] of rows) {
    const start = performance.now();
    const { phases, steps } = await traceOf(path, parts, answers);
    const taken = performance.now() - start;
    const times = Object.entries(phases);
    for (const [phase, time] of times) {
      assert(time !== undefined && time >= 0, `${path}: ${phase} is ${time}`);
    }
    const sum = times.reduce((sum, [, time]) => sum + (time ?? NaN), 0);
    assert(sum <= taken + 1e-6, `${path}: ${sum} of ${taken}`);
    assertEquals(steps.map(({ by }) => by), ["rules", "file", "fields"]);
    const moments = steps.map(({ at = NaN }) => at);
    assertEquals(moments, moments.toSorted((a, b) => a - b));
    const { decided, located, described } = phases;
    assert((moments.at(-1) ?? NaN) <= decided + located + described + 1e-6, path);
  }
});
