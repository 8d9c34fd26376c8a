import { assertEquals } from "@std/assert";
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { Answer } from "../../bench/measuring/ask.ts";
import { conditionFrom, problemOf } from "../../bench/measuring/verify.ts";
import type { ContentFile, Expected } from "../../bench/workloads/workload.ts";

const BYTES = new TextEncoder().encode("body { margin: 0 }");
const FILE: ContentFile = { path: "a.css", make: () => BYTES };
const NONE = new Uint8Array();

function answer(status: number, body: Uint8Array, fields: Answer["fields"] = {}): Answer {
  return { status, fields, body };
}

Deno.test("problemOf() accepts the right answer and no other", () => {
  const plain: Expected = { status: 200, file: FILE };
  const gzip: Expected = { status: 200, file: FILE, coding: "gzip" };
  const br: Expected = { status: 200, file: FILE, coding: "br" };
  const range: Expected = { status: 206, file: FILE, first: 2, last: 5 };
  const unchanged: Expected = { status: 304, file: FILE };
  const asGzip = { "content-encoding": "gzip" };
  const cases: readonly [answer: Answer, expected: Expected, problem: string | undefined][] = [
    [answer(200, BYTES), plain, undefined],
    [answer(200, BYTES.subarray(1)), plain, "the body is not the file's"],
    [answer(500, BYTES), plain, "200 expected, got 500"],
    [answer(200, gzipSync(BYTES), asGzip), plain, "identity expected, got gzip"],
    [answer(200, gzipSync(BYTES), asGzip), gzip, undefined],
    [answer(200, gzipSync(NONE), asGzip), gzip, "the body is not the file's"],
    [answer(200, BYTES, asGzip), gzip, "the body cannot be decoded"],
    [answer(200, BYTES), gzip, "gzip expected, got identity"],
    [answer(200, brotliCompressSync(BYTES), { "content-encoding": "br" }), br, undefined],
    [answer(200, gzipSync(BYTES), asGzip), br, "br expected, got gzip"],
    [answer(206, BYTES.subarray(2, 6)), range, undefined],
    [answer(206, BYTES.subarray(2, 5)), range, "the body is not the file's"],
    [answer(200, BYTES), range, "206 expected, got 200"],
    [answer(304, NONE), unchanged, undefined],
    [answer(200, BYTES), unchanged, "304 expected, got 200"],
    [answer(404, NONE), { status: 404 }, undefined],
    [answer(200, NONE), { status: 404 }, "404 expected, got 200"],
  ];
  for (const [given, expected, problem] of cases) {
    assertEquals(problemOf(given, expected, () => BYTES), problem, `${given.status} for ${problem}`);
  }
});

Deno.test("conditionFrom() prefers the entity tag", () => {
  const modified = "Sun, 06 Nov 1994 08:49:37 GMT";
  const fields = { etag: 'W/"a"', "last-modified": modified };
  assertEquals(conditionFrom({ fields }), ["If-None-Match", 'W/"a"']);
  assertEquals(conditionFrom({ fields: { "last-modified": modified } }), ["If-Modified-Since", modified]);
  assertEquals(conditionFrom({ fields: {} }), undefined);
});
