/** Several ranges at once, and every set of ranges against a simple oracle. */

import { assert, assertEquals } from "@std/assert";
import { KeepAliveClient } from "../_helpers/keep_alive.ts";
import { latin1Text } from "../_helpers/latin1.ts";
import { parseByteranges } from "../_helpers/multipart.ts";
import { Random } from "../_helpers/random.ts";
import { field, type RawResponse, text } from "../_helpers/response_parser.ts";
import { startServer } from "../_helpers/server.ts";

Deno.test("several ranges come as multipart/byteranges, in the order asked for", async () => {
  await using server = await startServer({ files: { "a.txt": "0123456789" } });
  using client = await KeepAliveClient.connect(server.port);
  const response = await client.request({ target: "/a.txt", fields: ["Range: bytes=-2, 0-0,4-5"] });
  assertEquals(response.status, 206);
  assertEquals([field(response, "Content-Range"), field(response, "Accept-Ranges")], [undefined, "bytes"]);
  const parts = parseByteranges(field(response, "Content-Type") ?? "", response.body);
  const mediaType = "text/plain; charset=utf-8";
  assertEquals(parts.map(({ body, ...head }) => ({ ...head, body: latin1Text(body) })), [
    { mediaType, start: 8, end: 10, length: 10, body: "89" },
    { mediaType, start: 0, end: 1, length: 10, body: "0" },
    { mediaType, start: 4, end: 6, length: 10, body: "45" },
  ]);
});

Deno.test("no two multipart answers have the same boundary", async () => {
  await using server = await startServer({ files: { "a.txt": "0123456789" } });
  using client = await KeepAliveClient.connect(server.port);
  const types = new Set<string | undefined>();
  for (let round = 0; round < 20; round++) {
    types.add(
      field(await client.request({ target: "/a.txt", fields: ["Range: bytes=0-0,2-2"] }), "Content-Type"),
    );
  }
  assertEquals(types.size, 20);
});

Deno.test("as many ranges as zchunk asks for come in one answer, of a large file too", async () => {
  const content = new Random(1).bytes(1_100_000);
  await using server = await startServer({ files: { "large.bin": content } });
  using client = await KeepAliveClient.connect(server.port);
  const ranges = Array.from({ length: 255 }, (_, at) => `${at * 4000}-${at * 4000 + 99}`);
  const response = await client.request({
    target: "/large.bin",
    fields: [`Range: bytes=${ranges.join(",")}`],
  });
  const parts = parseByteranges(field(response, "Content-Type") ?? "", response.body);
  assertEquals(parts.length, 255);
  for (const { start, end, body } of parts) assertEquals(body, content.subarray(start, end));
});

/** What RFC 9110 §14 makes of a set of ranges, byte by byte; as a client may ask, well-formed. */
function oracle(specs: readonly string[], length: number): "whole" | "unsatisfiable" | ReadonlySet<number> {
  const wanted = new Set<number>();
  let sum = 0;
  for (const spec of specs) {
    const [first = "", last = ""] = spec.split("-");
    for (let byte = 0; byte < length; byte++) {
      const isIn = first === ""
        ? byte >= length - Number(last)
        : byte >= Number(first) && (last === "" || byte <= Number(last));
      if (!isIn) continue;
      wanted.add(byte);
      sum++;
    }
  }
  if (length === 0 || sum > length) return "whole";
  return wanted.size === 0 ? "unsatisfiable" : wanted;
}

function randomSpec(random: Random, length: number): string {
  const number = (): number => random.oneIn(8) ? random.below(length * 3 + 2) : random.below(length + 1);
  const first = number();
  if (random.oneIn(4)) return `-${first}`;
  return random.oneIn(4) ? `${first}-` : `${first}-${first + random.below(length + 1)}`;
}

/** Which byte of the file each byte of an answer is. */
function sentBytes(response: RawResponse, content: Uint8Array): number[] {
  const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(field(response, "Content-Range") ?? "");
  const parts = range === null
    ? parseByteranges(field(response, "Content-Type") ?? "", response.body)
    : [{ start: Number(range[1]), end: Number(range[2]) + 1, length: Number(range[3]), body: response.body }];
  return parts.flatMap(({ start, end, length, body }) => {
    assertEquals(length, content.length);
    assertEquals(body, content.subarray(start, end));
    return Array.from(body, (_, at) => start + at);
  });
}

function check(response: RawResponse, specs: readonly string[], content: Uint8Array): void {
  const expected = oracle(specs, content.length);
  const shown = `${specs} of ${content.length}`;
  if (expected === "whole") {
    assertEquals([response.status, response.body], [200, content], shown);
  } else if (expected === "unsatisfiable") {
    assertEquals(
      [response.status, field(response, "Content-Range")],
      [416, `bytes */${content.length}`],
      shown,
    );
  } else {
    assertEquals(response.status, 206, shown);
    const sent = sentBytes(response, content);
    // Each byte that was asked for, once, and no other.
    assertEquals([...sent].sort((a, b) => a - b), [...expected].sort((a, b) => a - b), shown);
  }
}

/** In memory, and read from an open file. */
for (const largestFile of ["1 MiB", "0 B"]) {
  Deno.test(`every set of ranges gives exactly its bytes (cache.largestFile ${largestFile})`, async () => {
    const random = new Random(7);
    const contents = [0, 1, 2, 5, 10, 64, 257].map((length) => random.bytes(length));
    const files = Object.fromEntries(contents.map((content) => [`${content.length}.bin`, content]));
    await using server = await startServer({ files, env: { LINPR_CACHE_LARGEST_FILE: largestFile } });
    using client = await KeepAliveClient.connect(server.port);
    const seen = new Set<number>();
    for (let round = 0; round < 1500; round++) {
      const content = random.pick(contents);
      const specs = Array.from(
        { length: 1 + random.below(random.oneIn(3) ? 12 : 2) },
        () => randomSpec(random, content.length),
      );
      const separator = random.pick([",", ", ", " ,\t"]);
      const response = await client.request({
        target: `/${content.length}.bin`,
        fields: [`Range: bytes=${specs.join(separator)}`],
      });
      check(response, specs, content);
      seen.add(response.status);
    }
    assert([200, 206, 416].every((status) => seen.has(status)), `only ${[...seen]}`);
  });
}

Deno.test("a range of the answer before it in the pipeline is none of the next one", async () => {
  await using server = await startServer({ files: { "a.txt": "0123456789" } });
  using client = await KeepAliveClient.connect(server.port);
  const ranges = ["bytes=0-0", "bytes=1-1,3-3", "bytes=99-", "bytes=-1"];
  const responses = await client.pipeline([
    ...ranges.map((range) => ({ target: "/a.txt", fields: [`Range: ${range}`] })),
    { target: "/a.txt" },
  ]);
  assertEquals(responses.map(({ status }) => status), [206, 206, 416, 206, 200]);
  assertEquals(responses.slice(3).map(text), ["9", "0123456789"]);
});
