/**
 * Content codings made on the fly (RFC 9110 §8.4.1), without holding up the thread for long.
 *
 * @module
 */
import * as zlib from "node:zlib";
import { concatBytes } from "../http/bytes.ts";
import type { Coding } from "../http/negotiation.ts";

/** Up to this size a body is compressed at once: about 2 ms at the slowest of the three. */
const AT_ONCE = 64 * 1024;
/** Larger bodies are compressed in pieces of this size, between which the thread serves others. */
const PIECE = 64 * 1024;

/**
 * Brotli's default quality of 11 takes 1.5 s for 700 KB; 5 takes 20 ms and leaves a tenth more bytes. The others
 * are at the levels where more time gains little.
 */
const BROTLI_QUALITY = 5;
const GZIP_LEVEL = 6;
const ZSTD_LEVEL = 3;

interface Coder {
  readonly atOnce: (bytes: Uint8Array) => Uint8Array;
  readonly stream: (size: number) => zlib.BrotliCompress | zlib.Gzip | zlib.ZstdCompress;
}

function brotliOptions(size: number): zlib.BrotliOptions {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = zlib.constants;
  return { params: { [BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [BROTLI_PARAM_SIZE_HINT]: size } };
}

const zstdOptions: zlib.ZstdOptions = {
  params: { [zlib.constants.ZSTD_c_compressionLevel]: ZSTD_LEVEL },
};

const CODERS: Readonly<Partial<Record<Coding, Coder>>> = {
  br: {
    atOnce: (bytes) => zlib.brotliCompressSync(bytes, brotliOptions(bytes.length)),
    stream: (size) => zlib.createBrotliCompress(brotliOptions(size)),
  },
  // Only newer runtimes have it.
  ...(typeof zlib.zstdCompressSync === "function" && {
    zstd: {
      atOnce: (bytes) => zlib.zstdCompressSync(bytes, zstdOptions),
      stream: () => zlib.createZstdCompress(zstdOptions),
    },
  }),
  gzip: {
    atOnce: (bytes) => zlib.gzipSync(bytes, { level: GZIP_LEVEL }),
    stream: () => zlib.createGzip({ level: GZIP_LEVEL }),
  },
};

/** The codings that this runtime can make. */
export const MADE_CODINGS: readonly Coding[] = Object.keys(CODERS) as Coding[];

/**
 * Compresses a body: at once when it is small, else in pieces.
 *
 * @throws {RangeError} for a coding that is not one of {@linkcode MADE_CODINGS}.
 */
export function compress(bytes: Uint8Array, coding: Coding): Uint8Array | Promise<Uint8Array> {
  const coder = CODERS[coding];
  if (coder === undefined) throw new RangeError(`no encoder for ${coding}`);
  return bytes.length <= AT_ONCE ? coder.atOnce(bytes) : inPieces(bytes, coder);
}

/** The runtime compresses on this thread even when asked not to; the pauses are what lets others be served. */
async function inPieces(bytes: Uint8Array, coder: Coder): Promise<Uint8Array> {
  const stream = coder.stream(bytes.length);
  const output: Uint8Array[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    stream.on("data", (data: Uint8Array) => output.push(data));
    stream.on("end", resolve);
    stream.on("error", reject);
  });
  for (let at = 0; at < bytes.length; at += PIECE) {
    await new Promise<void>((resolve) => stream.write(bytes.subarray(at, at + PIECE), () => resolve()));
    await new Promise((resume) => setTimeout(resume, 0));
  }
  stream.end();
  await ended;
  return concatBytes(output);
}
