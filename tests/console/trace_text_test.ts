import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Trace } from "../../src/channel/trace.ts";
import { PLAIN } from "../../src/console/style.ts";
import { traceJson, traceText } from "../../src/console/trace_text.ts";
import { latin1Bytes } from "../_helpers/latin1.ts";

const TRACE: Trace = {
  worker: 2,
  head: latin1Bytes("GET /\x1b[2J HTTP/1.1\r\nAuthorization: Basic czNjcmV0\r\n\r\n"),
  client: { address: "192.0.2.1", port: 5 },
  phases: {
    received: undefined,
    parsed: 0.0123,
    decided: 0.0004,
    located: 0.02,
    described: 0.1234,
    headSent: 1.5,
    bodySent: 0,
  },
  steps: [
    { by: "cache", text: "/a\x9b is in memory", at: 0.0051 },
    { by: "refused", text: "for a reason" },
  ],
  status: 200,
  answer: ["HTTP/1.1 200 OK", "Set-Cookie: s3cret", "X-A: b"],
  bytes: 2048,
};

Deno.test("traceText() and traceJson() show neither secrets nor what a terminal acts on", () => {
  const text = traceText(TRACE, { columns: undefined, style: PLAIN, print: () => {}, warn: () => {} });
  const parts = [
    "GET /\\u001b[2J",
    "Authorization: Basic ***",
    "1  5.1 µs  cache    /a\\u009b is in memory",
    "2          refused  for a reason",
    "cache      hit",
    "received   not measured",
    "parsed     12.3 µs",
    "decided    0.4 µs",
    "located    20 µs",
    "described  123 µs",
    "head sent  1500 µs",
    "body sent  0 µs",
  ];
  for (const part of parts) assertStringIncludes(text, part);
  // deno-lint-ignore no-control-regex -- that there are none
  assert(!/[\x00-\x09\x0b-\x1f\x7f-\x9f]/.test(text));
  assertEquals(/s3cret|czNj/.test(text + JSON.stringify(traceJson(TRACE))), false);
});
