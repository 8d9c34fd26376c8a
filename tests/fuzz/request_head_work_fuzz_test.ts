/** How much work the head's parser does for each byte that it is sent: by counting loads, not by a clock. */

import { assert } from "@std/assert";
import { HttpError } from "../../src/http/http_error.ts";
import { RequestHead } from "../../src/http/request_head.ts";
import { countedBytes } from "../_helpers/counted_bytes.ts";
import { latin1Bytes } from "../_helpers/latin1.ts";
import { Random } from "../_helpers/random.ts";
import { mutated, validRequest } from "../_helpers/request_mutants.ts";

const LIMITS = { target: 4096, head: 8192, fields: 1000 };
/** A byte of a value is looked at once to check it and perhaps once to trim it; a name's once more to know it. */
const MOST_LOADS_A_BYTE = 4;
/** Each call looks at one byte on either side of where it stopped. */
const MOST_LOADS_A_CALL = 4;

/** Fails when parsing bytes that arrive up to each of the ends in turn takes more work than it may. */
function checkWork(text: string, ends: readonly number[]): void {
  const { bytes, loads } = countedBytes(latin1Bytes(text));
  const head = new RequestHead(LIMITS);
  let calls = 0;
  try {
    for (const end of ends) {
      calls++;
      if (head.parse(bytes, 0, end)) break;
    }
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
  }
  const most = text.length * MOST_LOADS_A_BYTE + calls * MOST_LOADS_A_CALL;
  assert(
    loads() <= most,
    `${loads()} loads for ${text.length} bytes in ${calls} calls: ${text.slice(0, 60)}`,
  );
}

/** In one piece, in a few, and a byte at a time. */
function checkAllWays(text: string, random: Random): void {
  checkWork(text, [text.length]);
  checkWork(text, random.cuts(text.length, 20));
  checkWork(text, Array.from({ length: text.length }, (_, index) => index + 1));
}

Deno.test("RequestHead looks at each byte a few times only, in heads made to make it look again", () => {
  const random = new Random(1);
  const line = "GET / HTTP/1.1\r\n";
  const long = 4000;
  const heads = [
    `${line}X:${" ".repeat(long)}\r\n\r\n`,
    `${line}X:${"\t".repeat(long)}a\r\n\r\n`,
    `${line}X:a${" ".repeat(long)}\r\n\r\n`,
    `${line}X:a${" ".repeat(long)}b${"\t".repeat(long)}`,
    `${line}X:${" a".repeat(long / 2)}\r\n\r\n`,
    `${line}${"n".repeat(long)}: x\r\n\r\n`,
    `${line}${"n".repeat(long)}`,
    `${line}${"a:\r\n".repeat(900)}\r\n`,
    `${line}${"if-none-match:\r\n".repeat(400)}\r\n`,
    `${line}${"transfer-encodinG: \t \r\n".repeat(300)}\r\n`,
    `GET /${"a".repeat(long)} HTTP/1.1\r\n\r\n`,
    `GET /${"a".repeat(long * 2)} HTTP/1.1\r\n\r\n`,
    `${"M".repeat(long)} / HTTP/1.1\r\n\r\n`,
    "\r\n".repeat(long),
    `${line}X:\r${"\r".repeat(long)}`,
    `${line}X: ${"x".repeat(long * 2)}`,
  ];
  for (const text of heads) checkAllWays(text, random);
});

Deno.test("RequestHead looks at each byte a few times only, in mutated requests", () => {
  const random = new Random(2);
  for (let round = 0; round < 300; round++) checkAllWays(mutated(random, validRequest(random)), random);
});
