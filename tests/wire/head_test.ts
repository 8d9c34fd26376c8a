/** HEAD is answered as GET is, less the body, whatever the answer (RFC 9110 §9.3.2). */

import { assert, assertEquals } from "@std/assert";
import { rawExchange } from "../_helpers/raw.ts";
import { field, type RawResponse } from "../_helpers/response_parser.ts";
import { startServer } from "../_helpers/server.ts";
import { HOST } from "./wire_case.ts";

/** A request without its method, and the status that both methods get. */
const ANSWERS: readonly (readonly [status: number, target: string, ...lines: string[]])[] = [
  [200, "/a.txt", HOST],
  [200, "/", HOST],
  [200, "/empty.txt", HOST],
  [200, "/large.bin", HOST],
  [200, "http://a.example/a.txt", HOST],
  [200, "/a.txt", HOST, "Content-Length: 5", "", "hello"],
  [301, "/sub?x=1", HOST],
  [304, "/a.txt", HOST, "If-None-Match: *"],
  [304, "/large.bin", HOST, "If-None-Match: *"],
  [412, "/a.txt", HOST, 'If-Match: "other"'],
  [400, "/a.txt"],
  [400, "/a.txt", "Host: a b<>"],
  [400, "/%zz", HOST],
  [400, "/a\\b", HOST],
  [400, "*", HOST],
  [400, "/a.txt", HOST, "X : y"],
  [400, "/a.txt", HOST, "Content-Length: +5"],
  [400, "/a.txt", HOST, "Transfer-Encoding: chunked", "", "5\nhello"],
  [404, "/none", HOST],
  [413, "/a.txt", HOST, "Content-Length: 9999999"],
  [414, `/${"x".repeat(9000)}`, HOST],
  [417, "/a.txt", HOST, "Expect: a-miracle"],
  [421, "https://a.example/a.txt", HOST],
  [431, "/a.txt", HOST, `X: ${"y".repeat(20_000)}`],
  [501, "/a.txt", HOST, "Transfer-Encoding: gzip, chunked"],
];
/** Beyond what is kept in memory: such a file is sent in pieces. */
const LARGE = new Uint8Array(3_000_000);
/** For a file to become old enough, in milliseconds. */
const PATIENCE = 20_000;

async function answerTo(
  port: number,
  method: string,
  target: string,
  lines: readonly string[],
): Promise<RawResponse> {
  const request = [`${method} ${target} HTTP/1.1`, "Connection: close", ...lines, "", ""].join("\r\n");
  const { responses, rest, end } = await rawExchange(port, [request]);
  assertEquals([responses.length, rest.length, end], [1, 0, "closed"], `${method} ${target.slice(0, 50)}`);
  const [response] = responses;
  assert(response !== undefined);
  return response;
}

/** Its fields but for Date, which may be another second's. */
function described({ status, fields }: RawResponse): unknown {
  return { status, fields: fields.filter(([name]) => name !== "Date") };
}

/** Waits until the tag of the large file is strong, which it is not while the file is younger than a second. */
async function settle(port: number): Promise<void> {
  for (const end = Date.now() + PATIENCE; Date.now() < end;) {
    const tag = field(await answerTo(port, "HEAD", "/large.bin", [HOST]), "ETag") ?? "";
    if (!tag.startsWith("W/")) return;
    await new Promise((resume) => setTimeout(resume, 50));
  }
  throw new Error(`the tag stays weak for ${PATIENCE} ms`);
}

Deno.test("the wire: HEAD is GET without the body, on every status", async (t) => {
  const files = { "index.html": "home", "a.txt": "a", "empty.txt": "", "sub/": "", "large.bin": LARGE };
  await using server = await startServer({ files });
  await settle(server.port);
  for (const [status, target, ...lines] of ANSWERS) {
    await t.step(`${status} ${target.slice(0, 30)} ${lines.join(" ").slice(0, 60)}`, async () => {
      const whole = await answerTo(server.port, "GET", target, lines);
      const head = await answerTo(server.port, "HEAD", target, lines);
      assertEquals(whole.status, status);
      assertEquals(described(head), described(whole));
      assertEquals(head.body.length, 0);
      if (status !== 304) assertEquals(field(head, "Content-Length"), String(whole.body.length));
    });
  }
});
