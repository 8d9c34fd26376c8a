/** Runs a row of the case tables against a server, and judges every byte of what comes back. */

import { assert, assertEquals } from "@std/assert";
import { type RawExchange, rawExchange } from "../_helpers/raw.ts";
import { field, type RawResponse, text } from "../_helpers/response_parser.ts";
import { CONTENT, PROBE, type WireCase } from "./wire_case.ts";

/** What 405 and OPTIONS must tell (RFC 9110 §10.2.1). */
const ALLOW = "GET, HEAD, OPTIONS";

/** Sends what the case says, and its probe, to the server on a port of 127.0.0.1. */
export async function runCase(port: number, wireCase: WireCase): Promise<void> {
  const { send, gets, then, halfClose = false, methods } = wireCase;
  const isOpen = then === "open";
  const parts = typeof send === "string" ? [send] : [...send];
  if (!halfClose) parts.push(`${parts.pop() ?? ""}${PROBE}`);
  const finals = gets.filter((status) => status >= 200).length;
  const exchange = await rawExchange(port, parts, {
    halfClose,
    ...(methods === undefined ? {} : { methods }),
    ...(isOpen ? { responses: finals + 1 } : {}),
  });
  judge(exchange, wireCase);
}

function judge(
  exchange: RawExchange,
  { gets, then, unannounced = false, fields = {}, bodies }: WireCase,
): void {
  const { responses, rest, end } = exchange;
  const isOpen = then === "open";
  assertEquals(
    { statuses: responses.map(({ status }) => status), end, behind: rest.length },
    { statuses: isOpen ? [...gets, 200] : [...gets], end: then, behind: 0 },
  );
  const finals = responses.filter(({ status }) => status >= 200);
  for (const response of finals) judgeFinal(response, fields["Content-Type"]);
  // Whoever closes says so (RFC 9112 §9.6), and whoever does not must not.
  const closing = finals.map((response) => field(response, "Connection") === "close");
  const announced = !isOpen && !unannounced;
  assertEquals(closing, finals.map((_, index) => announced && index === finals.length - 1));
  if (isOpen) assertEquals(text(finals.pop() as RawResponse), CONTENT["probe.txt"]);
  if (bodies !== undefined) assertEquals(finals.map(text), bodies);
  const last = finals[finals.length - 1];
  for (const [name, value] of Object.entries(fields)) {
    assert(last !== undefined, "no answer that could have fields");
    assertEquals(field(last, name) ?? null, value, name);
  }
}

/** What every final answer must be, whatever was asked; an error has a page unless its type is said. */
function judgeFinal(response: RawResponse, type: string | null = "text/html; charset=utf-8"): void {
  assertEquals(response.version, "HTTP/1.1");
  assert(field(response, "Date") !== undefined, "Date (RFC 9110 §6.6.1)");
  if (response.status === 405 || response.status === 204) {
    assertEquals(field(response, "Allow"), ALLOW);
  }
  if (response.status >= 400) assertEquals(field(response, "Content-Type"), type);
}
