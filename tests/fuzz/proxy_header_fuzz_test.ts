/** The PROXY header's parser against random ones; the seed is fixed, so that a failure comes again. */

import { assert, assertEquals } from "@std/assert";
import { concatBytes } from "../../src/http/bytes.ts";
import { parseAddress } from "../../src/patterns/cidr.ts";
import { readProxyHeader } from "../../src/worker/proxy_header.ts";
import { V2_SIGNATURE, v2Header, v4Rest } from "../_helpers/proxy_header.ts";
import { Random } from "../_helpers/random.ts";

const ROUNDS = 30_000;
/** The head of version 2, and the longest rest. */
const LONGEST = 16 + 4096;
/** What follows. */
const TAIL = new Uint8Array(LONGEST).fill(0x41);
const WORDS = [
  "PROXY ",
  "TCP4 ",
  "TCP6 ",
  "UNKNOWN",
  "192.0.2.1 ",
  "::1 ",
  "80",
  " ",
  "\r",
  "\n",
  "\r\n",
  "65536",
  "x",
];

function randomBytes(next: Random): Uint8Array {
  const text = new TextEncoder().encode(`PROXY ${next.text(WORDS, 12)}`);
  const rest = next.oneIn(2) ? v4Rest("192.0.2.1", 80) : [...next.bytes(next.below(60))];
  const binary = v2Header(
    next.pick([0x20, 0x21, next.below(256)]),
    next.pick([0, 0x11, 0x21, next.below(256)]),
    rest,
    next.pick([rest.length, rest.length, next.below(65_536)]),
  );
  const bytes = next.pick([text, binary, new Uint8Array([...V2_SIGNATURE, ...next.bytes(30)])]);
  if (bytes.length > 0 && next.oneIn(3)) bytes[next.below(bytes.length)] = next.below(256);
  return concatBytes([bytes, TAIL]);
}

Deno.test("readProxyHeader() comes to an end on whatever is sent, however it is cut", () => {
  const next = new Random(107);
  const kinds = { whole: 0, broken: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const bytes = randomBytes(next);
    let read = 0;
    let header = readProxyHeader(bytes.subarray(0, read));
    while (header.kind === "part") {
      assert(header.missing > 0 && read + header.missing <= LONGEST);
      read += 1 + next.below(header.missing);
      header = readProxyHeader(bytes.subarray(0, read));
    }
    kinds[header.kind]++;
    if (header.kind !== "whole") continue;
    // Whatever was cut off before was not the whole, and the whole is that at once, too.
    assertEquals(readProxyHeader(bytes.subarray(0, read)), header);
    assertEquals(readProxyHeader(bytes.subarray(0, read - 1)).kind, "part");
    if (header.client === undefined) continue;
    assert(parseAddress(header.client.address) !== undefined);
    assert(header.client.port >= 0 && header.client.port <= 65_535);
  }
  assert(kinds.whole > ROUNDS / 20 && kinds.broken > ROUNDS / 20, JSON.stringify(kinds));
});
