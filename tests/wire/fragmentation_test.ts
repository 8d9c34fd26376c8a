/** However a request is cut into segments, it is one and the same request (RFC 9112 §2.2). */

import { assertEquals } from "@std/assert";
import { rawExchange } from "../_helpers/raw.ts";
import { text } from "../_helpers/response_parser.ts";
import { startServer } from "../_helpers/server.ts";
import { CONTENT, head } from "./wire_case.ts";

/** Every element of the grammar that a cut can fall into: an empty line, a query, white space, a body, a next request. */
const WHOLE = [
  "\r\n",
  head("GET /a.txt?x HTTP/1.1", "Host:\t a.example \t", "X-Empty:", "Accept: */*"),
  head("POST /b.txt HTTP/1.1", "Host: a.example", "Content-Length: 5"),
  "hello",
  head("PUT /b.txt HTTP/1.1", "Host: a.example", "Transfer-Encoding: chunked"),
  "5;x=y\r\nhello\r\n0\r\nX: y\r\n\r\n",
  head("GET /b.txt HTTP/1.0", "Connection: close"),
].join("");
/** What it gets. */
const ANSWERS = [[200, "a"], [405, undefined], [405, undefined], [200, "b"]];
const METHODS = ["GET", "POST", "PUT", "GET"];
/** How many connections are tried at a time. */
const AT_ONCE = 16;

async function judge(port: number, parts: readonly string[]): Promise<void> {
  const { responses, end, rest } = await rawExchange(port, parts, { methods: METHODS });
  const answers = responses.map((response) => [
    response.status,
    response.status === 200 ? text(response) : undefined,
  ]);
  assertEquals(
    { answers, end, behind: rest.length },
    { answers: ANSWERS, end: "closed", behind: 0 },
    parts.join("|"),
  );
}

/** Tries several ways to cut the requests, a few at a time. */
async function judgeAll(port: number, ways: readonly (readonly string[])[]): Promise<void> {
  for (let start = 0; start < ways.length; start += AT_ONCE) {
    await Promise.all(ways.slice(start, start + AT_ONCE).map((parts) => judge(port, parts)));
  }
}

Deno.test("the wire: requests cut in two, at each byte", async () => {
  await using server = await startServer({ files: CONTENT });
  const ways = Array.from({ length: WHOLE.length + 1 }, (_, cut) => [WHOLE.slice(0, cut), WHOLE.slice(cut)]);
  await judgeAll(server.port, ways);
});

Deno.test("the wire: requests in pieces of one size, from a byte to all", async () => {
  await using server = await startServer({ files: CONTENT });
  const sizes = [1, 2, 3, 5, 7, 16, 100, WHOLE.length];
  await judgeAll(server.port, sizes.map((size) => WHOLE.match(new RegExp(`[^]{1,${size}}`, "g")) ?? []));
});

Deno.test("the wire: a refusal is the same wherever the request is cut", async () => {
  await using server = await startServer({ files: CONTENT });
  const bad = head("GET /a.txt HTTP/1.1", "Host: a.example", "X: a", " b");
  const cuts = Array.from({ length: bad.length }, (_, cut) => [bad.slice(0, cut), bad.slice(cut)]);
  for (let start = 0; start < cuts.length; start += AT_ONCE) {
    const exchanges = cuts.slice(start, start + AT_ONCE).map((parts) => rawExchange(server.port, parts));
    for (const { responses, end } of await Promise.all(exchanges)) {
      assertEquals([responses.map(({ status }) => status), end], [[400], "closed"]);
    }
  }
});
