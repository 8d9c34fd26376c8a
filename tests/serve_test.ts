import { assert, assertEquals, assertThrows } from "@std/assert";
import { serve, type ServeOptions } from "../src/serve.ts";
import type { FetchFunction } from "../src/handlers/fetch/fetch_handler.ts";
import { HttpResponse } from "../src/http/response.ts";
import { SettingsError } from "../src/settings/settings_error.ts";
import { latin1Bytes, latin1Text } from "./_helpers/latin1.ts";
import { rawExchange } from "./_helpers/raw.ts";
import { field, text } from "./_helpers/response_parser.ts";

/** An application as stray as they come. */
const app: FetchFunction = async (request) => {
  const { pathname } = new URL(request.url);
  if (pathname === "/echo") return new Response(request.body);
  if (pathname === "/read") return new Response(String((await request.arrayBuffer()).byteLength));
  if (pathname === "/told") return new Response("hello", { headers: { "Content-Length": "5" } });
  if (pathname === "/more") return new Response("hello!", { headers: { "Content-Length": "5" } });
  if (pathname === "/less") return new Response("hell", { headers: { "Content-Length": "5" } });
  if (pathname === "/inject") return new Response("", { headers: { "X-A": "a\x7fb" } });
  if (pathname === "/empty") return new Response(null, { status: 204 });
  if (pathname === "/throw") throw new Error("secret");
  if (pathname === "/half") return new Response(failing());
  return new Response("hello");
};

function failing(): ReadableStream<Uint8Array> {
  let pieces = 0;
  return new ReadableStream({
    pull(controller) {
      if (++pieces === 1) controller.enqueue(latin1Bytes("half"));
      else throw new Error("secret");
    },
  });
}

/** A server of an application, and what it told the operator. */
function served(options: Partial<ServeOptions> = {}) {
  const notices: string[] = [];
  const server = serve({ fetch: app, notice: (line) => notices.push(line), ...options } as ServeOptions);
  const { port } = server.address;
  return { server, notices, port, url: `http://127.0.0.1:${port}` };
}

function pieces(count: number, size: number): ReadableStream<Uint8Array> {
  let left = count;
  return new ReadableStream({
    pull(controller) {
      if (left-- === 0) controller.close();
      else controller.enqueue(new Uint8Array(size).fill(left & 0xff));
    },
  });
}

Deno.test("serve() passes bodies both ways, chunked or counted, larger than any buffer", async () => {
  const { server, url } = served({ settings: { "limits.body": 100_000_000 } });
  await using _ = server;
  const counted = new Uint8Array(3_000_000).fill(7);
  const echoed = await fetch(`${url}/echo`, { method: "POST", body: counted });
  assertEquals(new Uint8Array(await echoed.arrayBuffer()), counted);
  const streamed = await fetch(`${url}/echo`, { method: "PUT", body: pieces(50, 100_000) });
  assertEquals(streamed.headers.get("content-length"), null);
  assertEquals((await streamed.arrayBuffer()).byteLength, 5_000_000);
  const read = await fetch(`${url}/read`, { method: "POST", body: pieces(10, 100_000) });
  assertEquals(await read.text(), "1000000");
});

Deno.test("serve() answers a piece before the next one was sent", async () => {
  const { server, url } = served();
  await using _ = server;
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const asked = fetch(`${url}/echo`, { method: "POST", body: readable });
  await writer.write(latin1Bytes("one"));
  const reader = (await asked).body?.pipeThrough(new TextDecoderStream()).getReader();
  assertEquals((await reader?.read())?.value, "one");
  await writer.write(latin1Bytes("two"));
  assertEquals((await reader?.read())?.value, "two");
  await writer.close();
  assertEquals((await reader?.read())?.done, true);
});

Deno.test("serve() keeps the connection in step, whatever became of a body", async () => {
  const { server, port } = served();
  await using _ = server;
  const post = (path: string) =>
    `POST ${path} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`;
  const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`;
  const requests = [post("/echo"), post("/read"), post("/"), post("/empty"), get("/told"), get("/")];
  const { responses } = await rawExchange(port, [requests.join("")], { responses: requests.length });
  assertEquals(responses.map(text), ["hello", "5", "hello", "", "hello", "hello"]);
  assertEquals(responses.map((one) => field(one, "content-length")), [
    undefined,
    undefined,
    undefined,
    undefined,
    "5",
    undefined,
  ]);
});

Deno.test("serve() says 100 when the application reads, and not before", async () => {
  const { server, port } = served();
  await using _ = server;
  const head = (path: string) =>
    `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n`;
  const read = await rawExchange(port, [head("/read"), "hello"], { responses: 1 });
  assertEquals(read.responses.map(({ status }) => status), [100, 200]);
  const unread = await rawExchange(port, [head("/")]);
  assertEquals(unread.responses.map(({ status }) => status), [200]);
  assertEquals(unread.end, "closed");
});

Deno.test("serve() refuses bodies by the settings, whatever the application makes of it", async () => {
  const { server, url, notices } = served({ settings: { "limits.body": 10 } });
  await using _ = server;
  const counted = await fetch(`${url}/read`, { method: "POST", body: "x".repeat(11) });
  assertEquals([counted.status, await counted.text()], [413, "413 Content Too Large\n"]);
  const chunked = await fetch(`${url}/read`, { method: "POST", body: pieces(2, 10) });
  assertEquals(chunked.status, 413);
  await chunked.body?.cancel();
  assertEquals(notices, []);
});

Deno.test("serve() answers 500 for a bug, tells the operator, and cuts what has begun", async () => {
  const { server, port, notices } = served();
  await using _ = server;
  const ask = (path: string) => rawExchange(port, [`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`]);
  for (const path of ["/throw", "/inject"]) {
    const { responses: [answer], end } = await ask(path);
    assertEquals([answer?.status, end, answer && text(answer)], [
      500,
      "closed",
      "500 Internal Server Error\n",
    ]);
  }
  for (const path of ["/half", "/more", "/less"]) {
    const { responses, bytes, end } = await ask(path);
    assertEquals([responses, end, latin1Text(bytes).includes("secret")], [[], "closed", false], path);
  }
  assertEquals(notices.length, 5);
  assert(notices[0]?.includes("secret"));
});

Deno.test("serve() lets an application know that the client has gone", async () => {
  const aborted = Promise.withResolvers<void>();
  const cancelled = Promise.withResolvers<void>();
  const { server, port, notices } = served({
    fetch: ({ signal }) => {
      signal.addEventListener("abort", () => aborted.resolve());
      return new Response(
        new ReadableStream({
          pull: (controller) => controller.enqueue(new Uint8Array(100_000)),
          cancel: () => cancelled.resolve(),
        }),
      );
    },
  });
  await using _ = server;
  {
    using conn = await Deno.connect({ hostname: "127.0.0.1", port });
    await conn.write(latin1Bytes("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
    await conn.read(new Uint8Array(10));
  }
  await Promise.all([aborted.promise, cancelled.promise]);
  assertEquals(notices, []);
});

Deno.test("serve() has a handler in LINPR's terms answer", async () => {
  const { server, url } = served({ handler: () => new HttpResponse({ status: 418 }) });
  await using _ = server;
  const response = await fetch(url);
  assertEquals([response.status, response.headers.get("server"), await response.text()], [418, "LINPR", ""]);
});

Deno.test("serve() finishes what is in flight when it is stopped, and cuts it when that takes too long", async () => {
  const arrived = Promise.withResolvers<void>();
  const going = Promise.withResolvers<void>();
  const slow: FetchFunction = async () => {
    arrived.resolve();
    await going.promise;
    return new Response("done");
  };
  const { server, url } = served({ fetch: slow });
  const asked = fetch(url).then((response) => response.text());
  await arrived.promise;
  const stopped = server.stop();
  going.resolve();
  assertEquals(await asked, "done");
  await stopped;
  await server.stop();

  const begun = Promise.withResolvers<void>();
  const never = served({
    handler: () => {
      begun.resolve();
      return new Promise<never>(() => {});
    },
    settings: { "timeouts.drain": 1 },
  });
  const cut = fetch(never.url).then(() => "answered", () => "cut");
  await begun.promise;
  await never.server.stop();
  assertEquals(await cut, "cut");
});

Deno.test("serve() refuses settings that cannot be", () => {
  const settings = { "limits.body": -1, "limits.bdoy": 1 };
  const error = assertThrows(() => serve({ fetch: app, settings }), SettingsError);
  assertEquals(error.problems.map(({ key }) => key), ["limits.body", "limits.bdoy"]);
});

Deno.test("serve() says 100 ahead of an answer that is made of the body", async () => {
  const { server, port } = served();
  await using _ = server;
  const head = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n";
  const { responses } = await rawExchange(port, [head, "hello"], { responses: 1 });
  assertEquals(responses.map((one) => [one.status, text(one)]), [[100, ""], [200, "hello"]]);
});

/** Sends a request, and the application's first sign of life is the moment to go. */
async function goneWhile(
  app: (signal: AbortSignal, begun: () => void) => Response | Promise<Response>,
  body = "",
) {
  const begun = Promise.withResolvers<void>();
  const aborted = Promise.withResolvers<void>();
  const { server, port, notices } = served({
    fetch: async (request) => {
      await request.text();
      request.signal.addEventListener("abort", () => aborted.resolve());
      return await app(request.signal, begun.resolve);
    },
    settings: { "timeouts.drain": 1 },
  });
  await using _ = server;
  {
    using conn = await Deno.connect({ hostname: "127.0.0.1", port });
    const method = body === "" ? "GET" : "POST";
    await conn.write(
      latin1Bytes(`${method} / HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body}`),
    );
    await begun.promise;
  }
  await aborted.promise;
  assertEquals(notices, []);
}

Deno.test("serve() lets an application know that the client has gone while nothing is sent", async () => {
  const never = (_: AbortSignal, begun: () => void) => {
    begun();
    return new Promise<Response>(() => {});
  };
  const silent = (_: AbortSignal, begun: () => void) => new Response(new ReadableStream({ start: begun }));
  for (const app of [never, silent]) {
    for (const body of ["", "hello"]) await goneWhile(app, body);
  }
});

Deno.test("serve() answers a client that only has ended its half, and one that asks ahead", async () => {
  const { server, port } = served({
    fetch: async ({ headers, url }) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return new Response(`${new URL(url).pathname} ${headers.get("x-a")}`);
    },
  });
  await using _ = server;
  const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: a\r\nX-A: ${path.repeat(20)}\r\n\r\n`;
  const halved = await rawExchange(port, [get("/a")], { halfClose: true });
  assertEquals(halved.responses.map(text), [`/a ${"/a".repeat(20)}`]);
  const ahead = await rawExchange(port, [get("/1"), get("/2"), get("/3").slice(0, 20), get("/3").slice(20)], {
    responses: 3,
  });
  assertEquals(ahead.responses.map(text), [1, 2, 3].map((n) => `/${n} ${`/${n}`.repeat(20)}`));
});

Deno.test("serve() closes behind an answer that was the last, though it was reading ahead", async () => {
  const { server, port } = served();
  await using _ = server;
  const { responses, end } = await rawExchange(port, [
    "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
  ]);
  assertEquals([responses.map(text), end], [["hello"], "closed"]);
});

Deno.test("serve() cuts a client that stops in the middle of a body, though its answer has begun", async () => {
  const { server, port, notices } = served({ settings: { "timeouts.body": 1 } });
  await using _ = server;
  using conn = await Deno.connect({ hostname: "127.0.0.1", port });
  await conn.write(latin1Bytes("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nhello"));
  let received = "";
  for (const room = new Uint8Array(1000);;) {
    const count = await conn.read(room);
    if (count === null) break;
    received += latin1Text(room.subarray(0, count));
  }
  assert(received.includes("5\r\nhello\r\n"));
  assert(!received.endsWith("0\r\n\r\n"));
  assertEquals(notices, []);
});
