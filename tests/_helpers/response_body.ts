/** What a response would send, whatever kind of body it has. */

import { concatBytes } from "../../src/http/bytes.ts";
import { type ByteSource, type HttpResponse, isByteSource, isByteStream } from "../../src/http/response.ts";
import { latin1Text } from "./latin1.ts";

/** The bytes of a body; a source is read to its end and closed. */
export async function bodyBytes({ body }: HttpResponse): Promise<Uint8Array> {
  if (body === null) return new Uint8Array(0);
  if (isByteSource(body)) return sourceBytes(body);
  if (!isByteStream(body)) return body;
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return concatBytes(pieces);
}

/** The body as text, one character a byte. */
export async function bodyText(response: HttpResponse): Promise<string> {
  return latin1Text(await bodyBytes(response));
}

/**
 * All of a source, read in pieces of odd sizes; the source is closed.
 *
 * @throws {Error} when it gives more than it promised
 */
export function sourceBytes(source: ByteSource): Uint8Array {
  const pieces: Uint8Array[] = [];
  let total = 0;
  try {
    for (let size = 1; total <= source.length; size = size * 2 + 1) {
      const piece = new Uint8Array(Math.min(size, 100_000));
      const count = source.read(piece);
      if (count === 0) return concatBytes(pieces);
      pieces.push(piece.subarray(0, count));
      total += count;
    }
    throw new Error(`${total} bytes and no end, of ${source.length}`);
  } finally {
    source.close();
  }
}
