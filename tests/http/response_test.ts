import { assertEquals } from "@std/assert";
import { type ByteSource, HttpResponse, isByteSource, isByteStream } from "../../src/http/response.ts";

/** Gives nothing: only its kind and length matter here. */
const SOURCE: ByteSource = { length: 7, read: () => 0, close: () => {} };

async function* stream(): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Uint8Array.of(1));
}

Deno.test("HttpResponse has no fields, no body and no length unless it is given them", () => {
  const response = new HttpResponse({ status: 204 });
  assertEquals([response.status, response.fields, response.body, response.length], [204, [], null, 0]);
});

Deno.test("HttpResponse takes its length from its body, or is told it", () => {
  const body = new Uint8Array(3);
  assertEquals(new HttpResponse({ status: 200, body }).length, 3);
  assertEquals(new HttpResponse({ status: 200, body: new Uint8Array(0) }).length, 0);
  assertEquals(new HttpResponse({ status: 200, body: SOURCE }).length, 7);
  assertEquals(new HttpResponse({ status: 200, body: stream() }).length, undefined);
  assertEquals(new HttpResponse({ status: 200, length: 9 }).length, 9);
});

Deno.test("HttpResponse.field() finds the first line of a name in any case", () => {
  const response = new HttpResponse({ status: 200, fields: [["X-A", "1"], ["x-a", "2"], ["B", ""]] });
  assertEquals([response.field("x-a"), response.field("X-A"), response.field("b")], ["1", "1", ""]);
  assertEquals(response.field("c"), undefined);
});

Deno.test("HttpResponse.withFields() adds lines to a copy", () => {
  const body = Uint8Array.of(1, 2);
  const response = new HttpResponse({ status: 200, fields: [["A", "1"]], body });
  const more = response.withFields([["B", "2"]]);
  assertEquals(more.fields, [["A", "1"], ["B", "2"]]);
  assertEquals([more.status, more.body, more.length], [200, body, 2]);
  assertEquals(response.fields, [["A", "1"]]);
});

Deno.test("HttpResponse.withFields() keeps a length that is not the body's, and the lack of one", () => {
  assertEquals(new HttpResponse({ status: 200, length: 9 }).withFields([]).length, 9);
  const body = stream();
  const streamed = new HttpResponse({ status: 200, body }).withFields([]);
  assertEquals([streamed.body, streamed.length], [body, undefined]);
});

Deno.test("isByteSource() and isByteStream() tell the kinds of bodies apart", () => {
  const kinds = [null, new Uint8Array(1), SOURCE, stream()].map((
    body,
  ) => [isByteSource(body), isByteStream(body)]);
  assertEquals(kinds, [[false, false], [false, false], [true, false], [false, true]]);
});
