/**
 * Which files come in a content coding, and under which name.
 *
 * @module
 */
import type { Coding } from "../http/negotiation.ts";

/** The codings in the server's order of preference: the first that a client accepts as well as any other is sent. */
export const CODING_ORDER: readonly Coding[] = ["br", "zstd", "gzip"];

/** The file name ending under which a file's coded form lies beside it. */
export const SIBLING_SUFFIX: Readonly<Record<Coding, string>> = { br: ".br", zstd: ".zst", gzip: ".gz" };

/** Text, whatever it is called, and the binary types that are not compressed in themselves. */
const COMPRESSIBLE: readonly RegExp[] = [
  // An event stream is sent line by line as it comes.
  /^text\/(?!event-stream)/,
  /^[a-z]+\/(?:[\w.-]+\+)?(?:json|xml)(?:;|$)/,
  /^application\/(?:javascript|node|sql|toml|wasm|rtf|postscript|x-sh|x-subrip|x-tex|vnd\.(?:apple\.mpegurl|ms-fontobject))(?:;|$)/,
  /^font\/(?:ttf|otf|collection)(?:;|$)/,
  /^image\/(?:bmp|x-ms-bmp|x-icon|vnd\.microsoft\.icon)(?:;|$)/,
  /^model\/(?:obj|stl)(?:;|$)/,
];

/**
 * Whether files of this media type gain by compression.
 *
 * @example
 * ```ts
 * if (!isCompressible("image/svg+xml; charset=utf-8") || isCompressible("image/png")) throw new Error();
 * ```
 */
export function isCompressible(mediaType: string): boolean {
  return COMPRESSIBLE.some((types) => types.test(mediaType));
}
