/** Drives a chunked decoder as a connection does: over bytes that arrive in pieces. */

import { ChunkedDecoder } from "../../src/http/chunked.ts";
import { latin1Text } from "./latin1.ts";

/** What came of a body. */
export interface DecodedBody {
  /** The data of all chunks, one character a byte. */
  readonly body: string;
  /** How many bytes the body took. */
  readonly used: number;
  /** Whether the body's end was among them. */
  readonly done: boolean;
}

/**
 * Decodes bytes that have arrived up to each of the ends in turn.
 *
 * @param ends rising offsets, the last of which is the number of bytes there are
 * @throws {HttpError} when the decoder refuses
 */
export function decodeChunked(bytes: Uint8Array, ends: readonly number[], trailerLimit: number): DecodedBody {
  const decoder = new ChunkedDecoder(trailerLimit);
  let body = "";
  let used = 0;
  for (const end of ends) {
    while (used < end && !decoder.done) {
      const next = decoder.decode(bytes, used, end);
      if (next <= used || next > end) throw new Error(`the decoder went from ${used} to ${next} of ${end}`);
      body += latin1Text(bytes.subarray(decoder.dataStart, decoder.dataEnd));
      used = next;
    }
  }
  return { body, used, done: decoder.done };
}
