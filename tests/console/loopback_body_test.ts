import { assertEquals } from "@std/assert";
import { type LoopbackBody, readBody } from "../../src/console/loopback_body.ts";
import type { LoopbackHead } from "../../src/console/loopback.ts";

/** Reads the body of an answer that comes in these pieces, the first with its head. */
async function read(
  [first = "", ...pieces]: readonly string[],
  fields: LoopbackHead["fields"],
  { status = 200, method = "GET" } = {},
): Promise<Omit<LoopbackBody, "kept"> & { readonly kept: string }> {
  const encoder = new TextEncoder();
  const rest = encoder.encode(first);
  const coming = pieces.map((piece) => encoder.encode(piece));
  const connection = {
    read(into: Uint8Array): Promise<number | null> {
      const piece = coming.shift();
      if (piece !== undefined) into.set(piece);
      return Promise.resolve(piece?.length ?? null);
    },
  };
  const head: LoopbackHead = { version: "HTTP/1.1", status, reason: "", fields, rest };
  const { kept, ...body } = await readBody(connection, head, { method, most: 4 });
  return { ...body, kept: new TextDecoder().decode(kept) };
}

Deno.test("readBody() counts a body to its end, whatever its framing, and keeps its first bytes", async () => {
  const chunked = [["Transfer-Encoding", "chunked"]] as const;
  const long = [["content-length", "6"]] as const;
  assertEquals(await read(["abc", "def"], long), { size: 6, isWhole: true, kept: "abcd" });
  assertEquals(await read(["abcdef", "more"], long), { size: 6, isWhole: true, kept: "abcd" });
  assertEquals(await read(["", "ab", "c"], []), { size: 3, isWhole: true, kept: "abc" });
  assertEquals(await read(["", "2\r\nab\r", "\n1;x\r\nc\r\n0\r\n\r\n"], chunked), {
    size: 3,
    isWhole: true,
    kept: "abc",
  });
  assertEquals(await read([""], long, { method: "HEAD" }), { size: 0, isWhole: true, kept: "" });
  assertEquals(await read([""], long, { status: 304 }), { size: 0, isWhole: true, kept: "" });
});

Deno.test("readBody() tells a body that was cut off", async () => {
  const chunked = [["Transfer-Encoding", "chunked"]] as const;
  assertEquals(await read(["abc"], [["Content-Length", "6"]]), { size: 3, isWhole: false, kept: "abc" });
  assertEquals(await read(["5\r\nab"], chunked), { size: 2, isWhole: false, kept: "ab" });
  assertEquals(await read(["2\r\nabc", "def"], chunked), { size: 2, isWhole: false, kept: "ab" });
});
