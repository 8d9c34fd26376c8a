import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { makePlaceMemory, PlaceCounts } from "../../../src/channel/place_counts.ts";
import type { Handler } from "../../../src/handlers/handler.ts";
import { concurrency } from "../../../src/handlers/limits/concurrency.ts";
import { type ByteSource, HttpResponse, isByteSource, isByteStream } from "../../../src/http/response.ts";
import { releaseBody } from "../../../src/worker/response_writer.ts";
import { notedDecisions } from "../../_helpers/decisions.ts";
import { requestOf } from "../../_helpers/request.ts";
import { bodyText } from "../../_helpers/response_body.ts";

/** A handler behind limits, and how many places of each kind are taken. */
function limited(handler: Handler, limits: readonly (readonly [string, number])[]) {
  const places = new PlaceCounts(makePlaceMemory(1), 0);
  const taken = (kind: number) => {
    const count = places.enter(kind) - 1;
    places.leave(kind);
    return count;
  };
  const handle = concurrency({ limits, places })(handler);
  return { taken, ask: async (path: string) => await handle(requestOf(`GET ${path}`)), handle };
}

const BYTES = new TextEncoder().encode("hello");

Deno.test("concurrency() counts a request until its body was sent or given up, whatever the body is", async () => {
  async function* stream() {
    await Promise.resolve();
    yield BYTES;
    yield BYTES;
  }
  const source = (): ByteSource => {
    let at = 0;
    const read = (into: Uint8Array): number => {
      const piece = BYTES.subarray(at, at + into.length);
      into.set(piece);
      at += piece.length;
      return piece.length;
    };
    return { length: BYTES.length, read, close: () => {} };
  };
  const bodies = [() => BYTES, source, stream];
  for (const [index, body] of bodies.entries()) {
    const { taken, ask } = limited(() => new HttpResponse({ status: 200, body: body() }), [["/**", 1]]);
    const first = await ask("/a");
    assertEquals([taken(0), (await ask("/b")).status], [1, 503], `body ${index}`);
    assertEquals(await bodyText(first), index === 2 ? "hellohello" : "hello");
    assertEquals(taken(0), 0, `sent ${index}`);
    await releaseBody((await ask("/c")).body);
    assertEquals(taken(0), 0, `given up ${index}`);
  }
});

Deno.test("concurrency() gives a stream's place back wherever it is left, once", async () => {
  const broken = async function* () {
    yield await Promise.resolve(BYTES);
    throw new Error("broken");
  };
  const { taken, ask } = limited(() => new HttpResponse({ status: 200, body: broken() }), [["/**", 5]]);
  const other = await ask("/");
  await assertRejects(async () => await bodyText(await ask("/")), Error, "broken");
  assertEquals(taken(0), 1);
  const { body } = await ask("/");
  assertEquals(isByteStream(body), true);
  if (isByteStream(body)) { for await (const _ of body) break; }
  assertEquals(taken(0), 1);
  await releaseBody(other.body);
  assertEquals(taken(0), 0);
});

Deno.test("concurrency() gives the place back at once where there is no body or the handler throws", async () => {
  const none = limited(() => new HttpResponse({ status: 204 }), [["/**", 1]]);
  assertEquals([(await none.ask("/")).status, (await none.ask("/")).status, none.taken(0)], [204, 204, 0]);
  const thrown = limited(() => {
    throw new Error("bug");
  }, [["/**", 1]]);
  assertThrows(() => thrown.handle(requestOf("GET /")), Error, "bug");
  assertEquals(thrown.taken(0), 0);
  const rejected = limited(() => Promise.reject(new Error("bug")), [["/**", 1]]);
  await assertRejects(() => rejected.ask("/"), Error, "bug");
  assertEquals(rejected.taken(0), 0);
});

Deno.test("concurrency() holds every limit that a path is under, and leaves no place behind when refused", async () => {
  const { taken, ask, handle } = limited(() => new HttpResponse({ status: 200, body: BYTES }), [
    ["/**", 3],
    ["/slow/**", 1],
  ]);
  const slow = await ask("/slow/a");
  const refused = await ask("/slow/b");
  assertEquals([refused.status, refused.field("retry-after")], [503, "1"]);
  assertEquals([taken(0), taken(1)], [1, 1]);
  assertEquals((await ask("/fast")).status, 200);
  const decisions = notedDecisions();
  await handle({ ...requestOf("GET /slow/c"), decisions });
  assertEquals(decisions.notes, ["limits: limits.concurrent lets 1 at a time ask for /slow/**: 503"]);
  if (isByteSource(slow.body)) slow.body.close();
  assertEquals([taken(0), taken(1)], [1, 0]);
});

Deno.test("concurrency() leaves other paths' answers the very objects that they were", async () => {
  const response = new HttpResponse({ status: 200, body: BYTES });
  const { ask } = limited(() => response, [["/slow/**", 1]]);
  assertEquals(await ask("/a") === response, true);
});
