import { assert, assertEquals } from "@std/assert";
import { HttpError } from "../../src/http/http_error.ts";
import * as refused from "../../src/http/refusals.ts";
import { HttpResponse } from "../../src/http/response.ts";
import type { Recorder } from "../../src/worker/recorder.ts";
import { connectionServer } from "../_helpers/connection_server.ts";
import { eventually } from "../_helpers/eventually.ts";
import { rawExchange } from "../_helpers/raw.ts";

/** Takes down what it is told, as `status bytes path refusal`. */
function taker(): Recorder & { readonly told: string[] } {
  const told: string[] = [];
  return {
    told,
    record: ({ status, bytes, request, refusal, duration, startedAt }) => {
      assert(duration >= 0 && duration < 60_000 && startedAt > 0, `${duration} ms`);
      told.push([status, bytes, request?.target.path ?? "-", refusal?.status ?? ""].join(" ").trimEnd());
    },
  };
}

async function* twice(): AsyncGenerator<Uint8Array> {
  for (let count = 0; count < 2; count++) yield await Promise.resolve(new Uint8Array(100));
}

Deno.test("Connection tells recorders of each answer once, with all the bytes that it had", async () => {
  const recorder = taker();
  await using server = connectionServer(
    ({ target }) => {
      if (target.path === "/bug") throw new Error("bug");
      if (target.path === "/refused") throw new HttpError(refused.LARGE_BODY);
      const body = target.path === "/stream" ? twice() : new Uint8Array(1000);
      return new HttpResponse({ status: 200, body });
    },
    {},
    [recorder],
  );
  const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`;
  const lengths: number[] = [];
  const ask = async (request: string, responses: number) => {
    const { bytes } = await rawExchange(server.port, [request], { responses, halfClose: false });
    lengths.push(bytes.length);
    return recorder.told.splice(0);
  };
  const pair = await ask(get("/a") + get("/b"), 2);
  assertEquals(pair.map((line) => line.replace(/ \d+ /, " N ")), ["200 N /a", "200 N /b"]);
  const single = await ask(get("/a"), 1);
  assertEquals(single, [`200 ${lengths[1]} /a`]);
  assertEquals(lengths[0], 2 * (lengths[1] ?? 0));
  assertEquals(await ask(get("/stream"), 1), [`200 ${lengths[2]} /stream`]);
  assertEquals(await ask(get("/bug"), 1), [`500 ${lengths[3]} /bug`]);
  assertEquals(await ask(get("/refused"), 1), [`413 ${lengths[4]} /refused 413`]);
  assertEquals(await ask("GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", 1), [`400 ${lengths[5]} - 400`]);
});

Deno.test("Connection tells recorders of an answer that its client did not take", async () => {
  const recorder = taker();
  const body = { length: 1e9, read: (into: Uint8Array) => into.length, close: () => {} };
  await using server = connectionServer(() => new HttpResponse({ status: 200, body }), {}, [recorder]);
  const conn = await Deno.connect({ hostname: "127.0.0.1", port: server.port });
  await conn.write(new TextEncoder().encode("GET /cut HTTP/1.1\r\nHost: a\r\n\r\n"));
  await conn.read(new Uint8Array(10));
  conn.close();
  const [line = ""] = await eventually(
    () => recorder.told.length > 0 ? recorder.told : undefined,
    "a record",
  );
  const [, bytes = ""] = /^200 (\d+) \/cut$/.exec(line) ?? [];
  assert(Number(bytes) > 0 && Number(bytes) < 1e9, line);
});
