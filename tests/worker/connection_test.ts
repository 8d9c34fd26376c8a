/** What a connection does with handlers that fail, stream, or take their time. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Handler } from "../../src/handlers/handler.ts";
import { encodeText } from "../../src/http/bytes.ts";
import { HttpError } from "../../src/http/http_error.ts";
import { LARGE_BODY } from "../../src/http/refusals.ts";
import { type ByteSource, HttpResponse } from "../../src/http/response.ts";
import { connectionServer } from "../_helpers/connection_server.ts";
import { KeepAliveClient } from "../_helpers/keep_alive.ts";
import { latin1Text } from "../_helpers/latin1.ts";
import { rawExchange } from "../_helpers/raw.ts";
import { field, text } from "../_helpers/response_parser.ts";

const GET = "GET /%1b[2J HTTP/1.1\r\nHost: a.example\r\n\r\n";

function answer(content: string): HttpResponse {
  return new HttpResponse({ status: 200, body: encodeText(content) });
}

/** A stream that tells what becomes of it. */
function stream(content: AsyncGenerator<Uint8Array>, events: string[]): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => content.next(),
      return: () => {
        events.push("released");
        return content.return(undefined);
      },
    }),
  };
}

/** Ways for a handler to have a bug. The second one is how it would look if it had lost a file of its own. */
const BUGS: Readonly<Record<string, Handler>> = {
  "throws": () => {
    throw new TypeError("a \x1b[31mbug");
  },
  "throws what a closed file throws": () => {
    throw new Deno.errors.BadResource("a bug");
  },
  "rejects": () => Promise.reject(new Error("a bug")),
  "rejects with what a lost upstream rejects with": () =>
    Promise.reject(new Deno.errors.ConnectionReset("a bug")),
  "makes a field that cannot be sent": () =>
    new HttpResponse({ status: 200, fields: [["X", "a\r\nbug: b"]] }),
  "rejects with what is no error": () => Promise.reject("a bug"),
};

Deno.test("Connection answers 500 for a bug of a handler, and tells the operator, not the client", async (t) => {
  for (const [name, handler] of Object.entries(BUGS)) {
    await t.step(name, async () => {
      await using server = connectionServer(handler);
      const { responses, bytes, end } = await rawExchange(server.port, [GET + GET]);
      assertEquals([responses.map(({ status }) => status), end], [[500], "closed"]);
      assert(!latin1Text(bytes).includes("bug"));
      assertEquals(server.notices.length, 1);
      assertMatch(server.notices[0] ?? "", /^bug: "GET \/%1b\[2J": .*bug/);
      // deno-lint-ignore no-control-regex -- that there are none
      assertMatch(server.notices[0] ?? "", /^[^\x00-\x09\x0b-\x1f\x7f]*$/);
    });
  }
});

Deno.test("Connection answers with the status of a handler's HttpError, and tells nobody", async () => {
  const refuse = () => new HttpError(LARGE_BODY);
  const handlers: Handler[] = [() => {
    throw refuse();
  }, () => Promise.reject(refuse())];
  for (const handler of handlers) {
    await using server = connectionServer(handler);
    const { responses, end } = await rawExchange(server.port, [GET]);
    assertEquals([responses.map(({ status }) => status), end, server.notices], [[413], "closed", []]);
  }
});

/** What a handler's source gave, and whether it was given back. */
interface SourceLog {
  read: number;
  closed: number;
}

/** A body of that length, of which only so much is there. */
function source(length: number, there: number, log: SourceLog): ByteSource {
  return {
    length,
    read: (into) => {
      const count = Math.min(into.length, there - log.read);
      log.read += count;
      return count;
    },
    close: () => log.closed++,
  };
}

Deno.test("Connection sends a source of whatever length, gives it back, and goes on behind it", async () => {
  for (const length of [0, 1, 100, 300_000, 3_000_000]) {
    const logs: SourceLog[] = [];
    await using server = connectionServer(() => {
      const log = { read: 0, closed: 0 };
      logs.push(log);
      return new HttpResponse({ status: 200, body: source(length, length, log) });
    });
    const requests = GET + GET.replace("GET", "HEAD") + GET;
    const { responses, rest } = await rawExchange(server.port, [requests], {
      responses: 3,
      methods: ["GET", "HEAD", "GET"],
    });
    assertEquals([responses.map(({ body }) => body.length), rest.length], [[length, 0, length], 0]);
    assertEquals(logs, [length, 0, length].map((read) => ({ read, closed: 1 })));
  }
});

Deno.test("Connection cuts the answer when a source ends too soon", async () => {
  for (const there of [0, 1, 300_000]) {
    const log = { read: 0, closed: 0 };
    await using server = connectionServer(() =>
      new HttpResponse({ status: 200, body: source(1_000_000, there, log) })
    );
    const { responses, bytes, end } = await rawExchange(server.port, [GET + GET]);
    assertEquals([responses, end, log], [[], "closed", { read: there, closed: 1 }]);
    assertMatch(latin1Text(bytes.subarray(0, 20)), /^HTTP\/1\.1 200 OK\r\n/);
  }
});

Deno.test("Connection cuts a stream that fails, so that nobody takes its part for the whole", async () => {
  await using server = connectionServer(() => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield encodeText("part");
      await Promise.resolve();
      throw new Error("a bug");
    }
    return new HttpResponse({ status: 200, body: failing() });
  });
  const { responses, bytes, end } = await rawExchange(server.port, [GET]);
  assertEquals([responses, end, latin1Text(bytes).endsWith("4\r\npart\r\n")], [[], "closed", true]);
  assertEquals(server.notices.length, 1);
});

Deno.test("Connection releases a stream that HEAD does not want, and one whose client goes", async () => {
  const events: string[] = [];
  const released = Promise.withResolvers<void>();
  await using server = connectionServer(() => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (const piece = new Uint8Array(100_000);;) yield piece;
      } finally {
        released.resolve();
      }
    }
    return new HttpResponse({ status: 200, body: stream(endless(), events) });
  });
  const { responses } = await rawExchange(server.port, [GET.replace("GET", "HEAD")], { responses: 1 });
  assertEquals([responses[0]?.status, events], [200, ["released"]]);
  // The client reads a part and goes.
  using conn = await Deno.connect({ hostname: "127.0.0.1", port: server.port });
  await conn.write(encodeText(GET));
  await conn.read(new Uint8Array(1000));
  conn.close();
  await released.promise;
  assertEquals(events.length, 2);
});

Deno.test("Connection gives a stream the time that it takes: only a write is timed", async () => {
  await using server = connectionServer(() => {
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield encodeText("a");
      await new Promise((resume) => setTimeout(resume, 1700));
      yield encodeText("b");
    }
    return new HttpResponse({ status: 200, body: slow() });
  }, { "timeouts.write": 200, "timeouts.idle": 200, "timeouts.head": 200 });
  const { responses } = await rawExchange(server.port, [GET], { responses: 1 });
  assertEquals(responses.map(text), ["ab"]);
});

Deno.test("Connection gives a handler the time that it takes, and answers in order", async () => {
  await using server = connectionServer(async ({ target }) => {
    await new Promise((resume) => setTimeout(resume, target.path === "/slow" ? 1700 : 0));
    return answer(target.path);
  }, { "timeouts.write": 200, "timeouts.idle": 200, "timeouts.head": 200 });
  const requests = ["/slow", "/a", "/b"].map((path) => `GET ${path} HTTP/1.1\r\nHost: a.example\r\n\r\n`);
  const { responses } = await rawExchange(server.port, requests, { responses: 3 });
  assertEquals(responses.map(text), ["/slow", "/a", "/b"]);
});

Deno.test("Connection leaves a handler its request when it answers 408 in its place", async () => {
  const refused = Promise.withResolvers<void>();
  const other = Promise.withResolvers<void>();
  const seen = Promise.withResolvers<string | undefined>();
  await using server = connectionServer(async ({ fields, body }) => {
    if (body === null) return answer("other");
    await body.read().catch(() => refused.resolve());
    await other.promise;
    seen.resolve(fields.get("x-name"));
    return answer("too late");
  }, { "timeouts.body": 200 });
  using slow = await KeepAliveClient.connect(server.port);
  await slow.send("POST / HTTP/1.1\r\nHost: a.example\r\nX-Name: first\r\nContent-Length: 5\r\n\r\n");
  assertEquals((await slow.read()).status, 408);
  // Ends the wait of the handler's read.
  await slow.send("hello");
  await refused.promise;
  using client = await KeepAliveClient.connect(server.port);
  assertEquals((await client.request({ target: "/", fields: ["X-Name: second"] })).status, 200);
  other.resolve();
  assertEquals(await seen.promise, "first");
  assertEquals(await slow.ended(), 0);
});

Deno.test("Connection counts what it answers, and the bytes of it", async () => {
  await using server = connectionServer(() => answer("hello"));
  const { bytes } = await rawExchange(server.port, [`${GET.repeat(3)}x\r\n`]);
  const count = (name: Parameters<typeof server.counters.get>[0]) => server.counters.get(name);
  assertEquals([count("requests"), count("answers2xx"), count("answers4xx")], [4, 3, 1]);
  assertEquals(count("bytesSent"), bytes.length);
});

Deno.test("Connection adds Connection and Date to what a handler says", async () => {
  await using server = connectionServer(() => answer("hello"), { "general.serverHeader": "" });
  const { responses: [response] } = await rawExchange(server.port, [
    "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
  ], {
    responses: 1,
  });
  assert(response !== undefined);
  assertEquals([field(response, "Connection"), field(response, "Server")], ["keep-alive", undefined]);
  assertMatch(field(response, "Date") ?? "", / GMT$/);
});
