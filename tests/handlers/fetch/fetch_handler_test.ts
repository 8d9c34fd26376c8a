import { assert, assertEquals, assertRejects } from "@std/assert";
import { type FetchFunction, fetchHandler } from "../../../src/handlers/fetch/fetch_handler.ts";
import { HttpError } from "../../../src/http/http_error.ts";
import * as refused from "../../../src/http/refusals.ts";
import type { HttpRequest, RequestBody } from "../../../src/http/request.ts";
import { type HttpResponse, isByteStream } from "../../../src/http/response.ts";
import { requestOf } from "../../_helpers/request.ts";
import { lateBody, PiecesBody } from "../../_helpers/request_body.ts";
import { bodyText } from "../../_helpers/response_body.ts";

/** A time that no test waits for. */
const LONG = 60_000;

async function answerOf(fetch: FetchFunction, request: HttpRequest, timeout = LONG): Promise<HttpResponse> {
  return await fetchHandler({ fetch, timeout })(request);
}

/** What an application says of a request. */
async function seen(line: string, lines: readonly string[] = [], body: RequestBody | null = null) {
  let heard: unknown;
  const response = await answerOf(async (request, { remoteAddr }) => {
    const { method, url, headers } = request;
    heard = { method, url, headers: [...headers], body: await request.text(), from: remoteAddr.hostname };
    return new Response();
  }, requestOf(line, lines, body));
  return { status: response.status, heard };
}

Deno.test("fetchHandler() gives an application the request in the platform's terms", async () => {
  const lines = [
    "X-A: 1",
    "X-A: 2",
    "Content-Length: 5",
    "Connection: close",
    "TE: trailers",
    "Upgrade: h2c",
  ];
  assertEquals(await seen("POST /a%20b/%C3%A9?x=%20&y", lines, new PiecesBody(["he", "llo"])), {
    status: 200,
    heard: {
      method: "POST",
      url: "http://a.example/a%20b/%C3%A9?x=%20&y",
      headers: [["content-length", "5"], ["host", "a.example"], ["x-a", "1, 2"]],
      body: "hello",
      from: "192.0.2.1",
    },
  });
});

Deno.test("fetchHandler() shows the path that rules and mounts go by, however it was spelled", async () => {
  for (
    const [target, path] of [["//admin//x", "/admin/x"], ["/a/../admin", "/admin"], ["/%61?%61", "/a?%61"]]
  ) {
    const { heard } = await seen(`GET ${target}`);
    assertEquals((heard as { url: string }).url, `http://a.example${path}`);
  }
});

Deno.test("fetchHandler() refuses a host that no URL can have, and answers itself what the platform has no request for", async () => {
  const app: FetchFunction = () => new Response("asked");
  const request = requestOf("GET /");
  const error = await assertRejects(() => answerOf(app, { ...request, host: "256.0.0.1" }), HttpError);
  assertEquals(error.status, 400);
  assertEquals((await answerOf(({ url }) => new Response(url), { ...request, host: "" })).status, 200);
  assertEquals((await answerOf(app, requestOf("TRACE /"))).status, 501);
  assertEquals((await answerOf(app, requestOf("CONNECT a.example:443"))).status, 501);
  assertEquals((await answerOf(app, requestOf("OPTIONS *"))).status, 204);
});

Deno.test("fetchHandler() reads no more of a body than the application asks for", async () => {
  const body = new PiecesBody(["a", "b", "c"]);
  const response = await answerOf(async (request) => {
    const reader = request.body?.getReader();
    assertEquals(body.reads, 0);
    const first = await reader?.read();
    return new Response(first?.value);
  }, requestOf("PUT /", ["Content-Length: 3"], body));
  assertEquals([await bodyText(response), body.reads], ["a", 1]);
});

Deno.test("fetchHandler() gives GET and HEAD no body", async () => {
  for (const method of ["GET", "HEAD"]) {
    const body = new PiecesBody(["a"]);
    const app: FetchFunction = ({ body }) => new Response(String(body));
    assertEquals(await bodyText(await answerOf(app, requestOf(`${method} /`, [], body))), "null");
    assertEquals(body.reads, 0);
  }
});

Deno.test("fetchHandler() sends what the application says, less what is the connection's", async () => {
  const headers = new Headers({
    "Content-Type": "text/x",
    "Connection": "x-hop",
    "X-Hop": "1",
    "Transfer-Encoding": "chunked",
    "Date": "today",
    "Server": "app",
  });
  headers.append("Set-Cookie", "a=1");
  headers.append("Set-Cookie", "b=2");
  const response = await answerOf(() => new Response("hello", { status: 201, headers }), requestOf("GET /"));
  assertEquals(response.status, 201);
  assertEquals(response.fields, [["content-type", "text/x"], ["set-cookie", "a=1"], ["set-cookie", "b=2"]]);
  assertEquals([response.length, await bodyText(response)], [undefined, "hello"]);
});

Deno.test("fetchHandler() tells a length that the application tells, but for a body that is none", async () => {
  const lengthOf = async (line: string, body: string | null, status = 200) => {
    const response = await answerOf(
      () => new Response(body, { status, headers: { "Content-Length": "5" } }),
      requestOf(line),
    );
    return [response.length, response.field("content-length"), isByteStream(response.body)];
  };
  assertEquals(await lengthOf("GET /", "hello"), [5, undefined, true]);
  assertEquals(await lengthOf("HEAD /", null), [5, undefined, false]);
  assertEquals(await lengthOf("GET /", null), [0, undefined, false]);
  assertEquals(await lengthOf("GET /", null, 304), [0, undefined, false]);
});

const BUGS: Readonly<Record<string, FetchFunction>> = {
  "throws": () => {
    throw new RangeError("secret");
  },
  "rejects": () => Promise.reject(new RangeError("secret")),
  "gives no Response": () => "hello" as unknown as Response,
  "gives an error response": () => Response.error(),
  "gives a body that was read": async () => {
    const response = new Response("hello");
    await response.text();
    return response;
  },
  "gives a body that somebody reads": () => {
    const response = new Response("hello");
    response.body?.getReader();
    return response;
  },
  "gives a field with a control character": () => new Response("", { headers: { "X-A": "a\x01b" } }),
  "gives a length that is none": () => new Response("hello", { headers: { "Content-Length": "-1" } }),
};

Deno.test("fetchHandler() throws for an application that", async (t) => {
  for (const [name, app] of Object.entries(BUGS)) {
    await t.step(name, async () => {
      const error = await assertRejects(() => answerOf(app, requestOf("GET /")), Error);
      assert(error instanceof TypeError || error instanceof RangeError, String(error));
    });
  }
});

Deno.test("fetchHandler() cancels the body of a response that it cannot send", async () => {
  let cancelled = false;
  const body = new ReadableStream({ cancel: () => void (cancelled = true) });
  const app: FetchFunction = () => new Response(body, { headers: { "X-A": "\x7f" } });
  await assertRejects(() => answerOf(app, requestOf("GET /")), TypeError);
  assert(cancelled);
});

Deno.test("fetchHandler() tells of a broken body, whatever the application makes of it", async () => {
  const apps: Readonly<Record<string, FetchFunction>> = {
    passes: async (request) => new Response(await request.text()),
    swallows: async (request) => new Response(await request.text().catch(() => "fine")),
    wraps: async (request) =>
      new Response(
        await request.text().catch((cause) => {
          throw new Error("an application's own", { cause });
        }),
      ),
  };
  for (const [name, app] of Object.entries(apps)) {
    const body = new PiecesBody(["a"], new HttpError(refused.LARGE_BODY));
    const error = await assertRejects(
      () => answerOf(app, requestOf("POST /", [], body)),
      HttpError,
      "413",
      name,
    );
    assertEquals(error.status, 413);
  }
});

Deno.test("fetchHandler() has a stream fail with what broke the body that it is made of", async () => {
  const body = new PiecesBody(["a"], new HttpError(refused.SHORT_BODY));
  const response = await answerOf((request) => new Response(request.body), requestOf("POST /", [], body));
  await assertRejects(() => bodyText(response), HttpError, "400");
});

Deno.test("fetchHandler() pulls a piece when the one before was taken, and cancels what is not wanted", async () => {
  let pulls = 0;
  let cancelled = false;
  let signal: AbortSignal | undefined;
  const response = await answerOf((request) => {
    signal = request.signal;
    return new Response(
      new ReadableStream({
        pull: (controller) => controller.enqueue(new Uint8Array([++pulls])),
        cancel: () => void (cancelled = true),
      }, { highWaterMark: 0 }),
    );
  }, requestOf("GET /"));
  assert(isByteStream(response.body));
  const pieces = response.body[Symbol.asyncIterator]();
  assertEquals(pulls, 0);
  assertEquals([...(await pieces.next()).value ?? []], [1]);
  assertEquals(pulls, 1);
  assertEquals(signal?.aborted, false);
  await pieces.return?.();
  assertEquals([pulls, cancelled, signal?.aborted], [1, true, true]);
});

Deno.test("fetchHandler() cancels a body that nobody begins to read", async () => {
  let cancelled = false;
  const app: FetchFunction = () =>
    new Response(new ReadableStream({ cancel: () => void (cancelled = true) }));
  const { body } = await answerOf(app, requestOf("HEAD /"));
  assert(isByteStream(body));
  await body[Symbol.asyncIterator]().return?.();
  assert(cancelled);
});

Deno.test("fetchHandler() has a stream fail that gives anything but bytes", async () => {
  const body = new ReadableStream({ pull: (controller) => controller.enqueue("text") });
  const response = await answerOf(() => new Response(body), requestOf("GET /"));
  await assertRejects(() => bodyText(response), TypeError, "Uint8Array");
});

Deno.test("fetchHandler() answers 504 for an application that is late, and lets it know", async () => {
  let signal: AbortSignal | undefined;
  const late = Promise.withResolvers<Response>();
  const app: FetchFunction = (request) => {
    signal = request.signal;
    return late.promise;
  };
  const error = await assertRejects(() => answerOf(app, requestOf("GET /"), 1), HttpError);
  assertEquals([error.status, signal?.aborted], [504, true]);
  let cancelled = false;
  const cancel = Promise.withResolvers<void>();
  late.resolve(new Response(new ReadableStream({ cancel: () => (cancelled = true, cancel.resolve()) })));
  await cancel.promise;
  assert(cancelled);
});

Deno.test("fetchHandler() does not count the time in which an application waits for the client", async () => {
  const body = lateBody();
  const answer = answerOf(
    async (request) => new Response(await request.text()),
    requestOf("POST /", [], body),
    1,
  );
  await new Promise((resolve) => setTimeout(resolve, 20));
  body.arrive();
  assertEquals((await answer).status, 200);
});

Deno.test("fetchHandler() lets nobody read the body any more once the request is answered", async () => {
  let kept: Request | undefined;
  const body = new PiecesBody(["a"]);
  await answerOf((request) => {
    kept = request;
    return new Response(null);
  }, requestOf("POST /", [], body));
  await assertRejects(async () => await kept?.text(), TypeError);
  assertEquals(body.reads, 0);
});

Deno.test("fetchHandler() waits for a read that is under way: the connection is to read next", async () => {
  const body = lateBody();
  let isAnswered = false;
  const answer = answerOf((request) => {
    void request.text();
    return new Response(null);
  }, requestOf("POST /", [], body)).then((response) => {
    isAnswered = true;
    return response;
  });
  await new Promise((resolve) => setTimeout(resolve));
  assertEquals(isAnswered, false);
  body.arrive();
  assertEquals((await answer).status, 200);
});
