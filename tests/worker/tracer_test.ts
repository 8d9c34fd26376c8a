import { assert, assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { CounterRow, makeCounterMemory } from "../../src/channel/counters.ts";
import type { Trace, TraceFilter } from "../../src/channel/trace.ts";
import { FileCache } from "../../src/files/file_cache.ts";
import type { Pipeline } from "../../src/handlers/pipeline.ts";
import type { HttpRequest } from "../../src/http/request.ts";
import { HttpResponse } from "../../src/http/response.ts";
import * as refused from "../../src/http/refusals.ts";
import { defaultSettings } from "../../src/settings/settings.ts";
import { Clock } from "../../src/worker/clock.ts";
import { Deadlines } from "../../src/worker/deadlines.ts";
import { Serving } from "../../src/worker/serving.ts";
import { Tracer } from "../../src/worker/tracer.ts";
import { parsedHead, requestOf } from "../_helpers/request.ts";

const ANY: TraceFilter = { block: undefined, path: undefined };

function pipelineOf(status: number): Pipeline {
  return {
    handle: (request) => {
      request.decisions?.note("test", request.target.path);
      return new HttpResponse({ status, fields: [["X-A", "b"]] });
    },
    error: (status) => new HttpResponse({ status }),
    cache: new FileCache(0),
  };
}

/** A thread's state, and the request that it answers. */
function traced(): { serving: Serving; tracer: Tracer; ask: (path: string) => void; refuse: () => void } {
  const serving = new Serving({
    settings: defaultSettings(),
    pipeline: pipelineOf(200),
    clock: new Clock(),
    deadlines: new Deadlines(),
    counters: new CounterRow(makeCounterMemory(1), 0),
    notice: () => {},
  });
  const tell = (
    answered: { request?: ReturnType<typeof requestOf>; status: number; isRefused?: boolean },
  ): void => {
    const head = serving.takeHead();
    const whole = parsedHead("GET /x HTTP/1.1\r\n\r\n");
    const client = { address: "192.0.2.1", port: 1 };
    const refusal = answered.isRefused ? refused.BAD_HOST : undefined;
    const numbers = { bytes: 10, startedAt: performance.now(), duration: 0, at: -1 };
    const { request, status } = answered;
    for (const recorder of serving.recorders) {
      recorder.record({
        request,
        head: request === undefined ? whole : head,
        client,
        status,
        refusal,
        ...numbers,
      });
    }
    serving.watcher?.written(client);
  };
  return {
    serving,
    tracer: new Tracer(serving, 7),
    ask: (path) => {
      const request = requestOf(`GET ${path}`);
      const response = serving.pipeline.handle(request);
      if (response instanceof HttpResponse) tell({ request, status: response.status });
    },
    refuse: () => tell({ status: serving.pipeline.error(400).status, isRefused: true }),
  };
}

Deno.test("Tracer gives the next request that fits, and leaves no trace of its own behind", () => {
  const { serving, tracer, ask } = traced();
  const { pipeline } = serving;
  const look = (): Trace | null =>
    tracer.look({ kind: "trace", watch: "w", filter: { ...ANY, path: "/a/**" } });
  assertEquals(look(), null);
  ask("/b");
  assertEquals(look(), null);
  ask("/a/x");
  ask("/a/y");
  const { worker, status, steps, answer, bytes, client } = look() ?? {};
  const [{ at = -1, ...step } = {}] = steps ?? [];
  assertEquals([worker, status, step, bytes], [7, 200, { by: "test", text: "/a/x" }, 10]);
  assert(at >= 0);
  assertEquals(client?.address, "192.0.2.1");
  assertEquals(answer?.filter((line) => !/^(?:Date|Server)/.test(line)), [
    "HTTP/1.1 200 OK",
    "X-A: b",
    "Content-Length: 0",
  ]);
  assertStrictEquals(serving.pipeline, pipeline);
  assertEquals([serving.recorders, serving.watcher], [[], undefined]);
});

Deno.test("Tracer follows those of an address alone, and heads that are refused", () => {
  const { tracer, ask, refuse } = traced();
  const look = (watch: string, block: string): Trace | null =>
    tracer.look({ kind: "trace", watch, filter: { ...ANY, block } });
  look("mine", "192.0.2.0/24");
  look("other", "198.51.100.1");
  refuse();
  ask("/a");
  const { status, steps, answer } = look("mine", "192.0.2.0/24") ?? {};
  assertEquals([status, steps?.map(({ by }) => by)], [400, ["refused"]]);
  assertEquals([answer?.[0], answer?.at(-1)], ["HTTP/1.1 400 Bad Request", "Connection: close"]);
  assertEquals(look("other", "198.51.100.1"), null);
});

Deno.test("Tracer goes on when settings are applied, and ends when nobody asks any more", () => {
  const { serving, tracer, ask } = traced();
  const look = (): Trace | null => tracer.look({ kind: "trace", watch: "w", filter: ANY });
  look();
  const later = pipelineOf(204);
  serving.apply(serving.settings, later);
  serving.recorders = [];
  look();
  ask("/a");
  assertEquals(look()?.status, 204);
  look();
  tracer.end("w");
  assertStrictEquals(serving.pipeline, later);
  assertEquals([serving.recorders, serving.watcher], [[], undefined]);
});

Deno.test("Tracer leaves what was noted of a request where it is looked for, though the handler throws", () => {
  const { serving, tracer } = traced();
  const handle = (request: HttpRequest) => {
    request.notes = { id: "an id" };
    throw new Error("a bug");
  };
  serving.apply(serving.settings, { ...pipelineOf(200), handle });
  tracer.look({ kind: "trace", watch: "w", filter: ANY });
  const request = requestOf("GET /a");
  assertThrows(() => serving.pipeline.handle(request), Error, "a bug");
  assertEquals(request.notes, { id: "an id" });
  tracer.end("w");
});
