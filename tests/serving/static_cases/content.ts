/** Content for the tables: the same in every run. */

import type { Buffer } from "node:buffer";
import * as zlib from "node:zlib";
import { Random } from "../../_helpers/random.ts";

/** Text of some length that compresses as a page does. */
export function prose(length: number, seed = 1): string {
  const random = new Random(seed);
  const words = Array.from({ length: 300 }, () => random.text(["a", "en", "str", "qu", "io", "."], 4));
  let text = "";
  while (text.length < length) text += `${random.pick(words)} `;
  return text.slice(0, length);
}

/** Bytes that do not compress. */
export function noise(length: number, seed = 1): Uint8Array<ArrayBuffer> {
  const random = new Random(seed);
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at++) bytes[at] = random.below(256);
  return bytes;
}

/** What each coding makes of text, as an operator's build would. */
export const ENCODE = {
  br: (text: string): Uint8Array => plain(zlib.brotliCompressSync(text)),
  zstd: (text: string): Uint8Array => plain(zlib.zstdCompressSync(text)),
  gzip: (text: string): Uint8Array => plain(zlib.gzipSync(text)),
} as const;

/** What a client makes of it again. */
export const DECODE = {
  br: (bytes: Uint8Array): Uint8Array => plain(zlib.brotliDecompressSync(bytes)),
  zstd: (bytes: Uint8Array): Uint8Array => plain(zlib.zstdDecompressSync(bytes)),
  gzip: (bytes: Uint8Array): Uint8Array => plain(zlib.gunzipSync(bytes)),
} as const;

/** The same bytes in an array of the plain kind, so that they compare as equal. */
function plain(bytes: Buffer): Uint8Array {
  return new Uint8Array(bytes);
}
