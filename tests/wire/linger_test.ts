/** A client gets to read its last answer, whatever it goes on sending (RFC 9112 §9.6). */

import { assert, assertEquals } from "@std/assert";
import { latin1Bytes } from "../_helpers/latin1.ts";
import { parseResponse } from "../_helpers/response_parser.ts";
import { startServer } from "../_helpers/server.ts";
import { CONTENT, get, head, HOST, post } from "./wire_case.ts";

const MEGABYTE = new Uint8Array(1_000_000).fill(0x78);
/** How long a client that never closes may keep its connection here, in milliseconds: a busy machine's time. */
const PATIENCE = 20_000;

async function writeAll(conn: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let sent = 0; sent < bytes.length;) sent += await conn.write(bytes.subarray(sent));
}

/** Reads until the server ends its half. */
async function readAll(conn: Deno.Conn): Promise<Uint8Array> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const piece = new Uint8Array(64 * 1024);
  for (let count = await conn.read(piece); count !== null; count = await conn.read(piece)) {
    pieces.push(piece.slice(0, count));
  }
  return await new Blob(pieces).bytes();
}

/** The status of the one answer that is there. */
function statusOf(bytes: Uint8Array): number {
  const parsed = parseResponse(bytes, { isHead: false, isClosed: true });
  assert(parsed !== undefined && parsed.length === bytes.length, "not one answer");
  return parsed.response.status;
}

/** Last requests of a connection, and their status. */
const LAST: readonly (readonly [status: number, name: string, request: string])[] = [
  [400, "a bad head", head("GET /a.txt HTTP/1.1")],
  [400, "a bad chunk", `${post("Transfer-Encoding: chunked")}x`],
  [413, "a long body", post("Content-Length: 1048577")],
  [413, "a long chunk", `${post("Transfer-Encoding: chunked")}100001\r\n`],
  [414, "a long target", `GET /${"x".repeat(9000)}`],
  [431, "a long head", `GET /a.txt HTTP/1.1\r\nX: ${"y".repeat(17_000)}`],
  [417, "an expectation", head("GET /a.txt HTTP/1.1", HOST, "Expect: a-miracle")],
  [501, "a method", head("FOO /a.txt HTTP/1.1", HOST)],
  [405, "a body that waits for 100", post("Expect: 100-continue", "Content-Length: 1000000")],
  [200, "Connection: close", get("Connection: close")],
];

Deno.test("the wire: who sends a megabyte behind the last request still reads the answer", async (t) => {
  await using server = await startServer({ files: CONTENT });
  for (const [status, name, request] of LAST) {
    await t.step(`${status} for ${name}`, async () => {
      using conn = await Deno.connect({ hostname: "127.0.0.1", port: server.port });
      await writeAll(conn, latin1Bytes(request));
      await writeAll(conn, MEGABYTE);
      assertEquals(statusOf(await readAll(conn)), status);
    });
  }
});

Deno.test("the wire: the server takes what is sent behind the end of its answers, without a reset", async (t) => {
  await using server = await startServer({ files: CONTENT });
  for (const [status, name, request] of LAST) {
    await t.step(`${status} for ${name}`, async () => {
      using conn = await Deno.connect({ hostname: "127.0.0.1", port: server.port });
      await writeAll(conn, latin1Bytes(request));
      assertEquals(statusOf(await readAll(conn)), status);
      // A server that had closed would answer the first of these pieces with a reset, which fails the next.
      for (let start = 0; start < MEGABYTE.length; start += 100_000) {
        await writeAll(conn, MEGABYTE.subarray(start, start + 100_000));
        await new Promise((resume) => setTimeout(resume, 1));
      }
      await conn.closeWrite();
    });
  }
});

Deno.test("the wire: who neither closes nor stops sending is cut off in the end", async () => {
  await using server = await startServer({ files: CONTENT });
  using conn = await Deno.connect({ hostname: "127.0.0.1", port: server.port });
  await writeAll(conn, latin1Bytes(get("Connection: close")));
  assertEquals(statusOf(await readAll(conn)), 200);
  let cut: unknown;
  for (const end = Date.now() + PATIENCE; cut === undefined && Date.now() < end;) {
    await new Promise((resume) => setTimeout(resume, 50));
    await writeAll(conn, new Uint8Array(1)).catch((error) => cut = error);
  }
  assert(cut instanceof Deno.errors.BrokenPipe || cut instanceof Deno.errors.ConnectionReset, `${cut}`);
});
