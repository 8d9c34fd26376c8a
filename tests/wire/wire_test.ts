/** The case tables of the wire, each run against one server: its bytes, its answers, its connection afterwards. */

import { startServer } from "../_helpers/server.ts";
import { BAD_CHUNKS, GOOD_CHUNKS } from "./cases/chunked.ts";
import { CONNECTIONS } from "./cases/connection.ts";
import { BAD_LENGTHS, COUNTED_BODIES } from "./cases/content_length.ts";
import { EXPECTATIONS } from "./cases/expect.ts";
import { BAD_FIELDS, GOOD_FIELDS, NAME_BYTES, VALUE_BYTES } from "./cases/fields.ts";
import { HOST_LINES, HOST_VALUES } from "./cases/host.ts";
import { HTTP_1_0 } from "./cases/http_1_0.ts";
import { LIMITS } from "./cases/limits.ts";
import { METHODS } from "./cases/methods.ts";
import { OTHER_PROTOCOLS } from "./cases/other_protocols.ts";
import { HALF_CLOSED, PIPELINING } from "./cases/pipelining.ts";
import { REQUEST_LINE, VERSION_CASES } from "./cases/request_line.ts";
import { TARGET_BYTES, TARGET_FORMS, TARGET_PATHS } from "./cases/target.ts";
import { TRANSFER_CODINGS } from "./cases/transfer_coding.ts";
import { runCase } from "./run_case.ts";
import { CONTENT, type WireCase } from "./wire_case.ts";

const TOPICS: readonly (readonly [topic: string, ...tables: (readonly WireCase[])[]])[] = [
  ["the request line", REQUEST_LINE, VERSION_CASES],
  ["methods", METHODS],
  ["the target", TARGET_FORMS, TARGET_BYTES, TARGET_PATHS],
  ["Host", HOST_LINES, HOST_VALUES],
  ["fields", GOOD_FIELDS, BAD_FIELDS, VALUE_BYTES, NAME_BYTES],
  ["Content-Length", COUNTED_BODIES, BAD_LENGTHS],
  ["Transfer-Encoding", TRANSFER_CODINGS],
  ["chunks", GOOD_CHUNKS, BAD_CHUNKS],
  ["Expect", EXPECTATIONS],
  ["Connection", CONNECTIONS],
  ["limits", LIMITS],
  ["pipelining", PIPELINING],
  ["a half-closed connection", HALF_CLOSED],
  ["HTTP/1.0", HTTP_1_0],
  ["other protocols", OTHER_PROTOCOLS],
];

for (const [topic, ...tables] of TOPICS) {
  Deno.test(`the wire: ${topic}`, async (t) => {
    await using server = await startServer({ files: CONTENT });
    for (const wireCase of tables.flat()) {
      await t.step(`${wireCase.name} (${wireCase.source})`, () => runCase(server.port, wireCase));
    }
  });
}
