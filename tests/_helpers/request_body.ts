/** Bodies of requests for handlers that are called. */

import { encodeText } from "../../src/http/bytes.ts";
import type { RequestBody } from "../../src/http/request.ts";

/** A body that gives these pieces, and then ends, or fails. */
export class PiecesBody implements RequestBody {
  /** How often it was asked. */
  reads = 0;
  readonly #pieces: string[];
  readonly #failure: Error | undefined;

  /** @param failure What it fails with at the end. Default: nothing. */
  constructor(pieces: readonly string[], failure?: Error) {
    this.#pieces = [...pieces];
    this.#failure = failure;
  }

  /** See {@linkcode RequestBody.read}. */
  read(): Promise<Uint8Array<ArrayBuffer> | null> {
    this.reads++;
    const piece = this.#pieces.shift();
    if (piece !== undefined) return Promise.resolve(encodeText(piece));
    return this.#failure === undefined ? Promise.resolve(null) : Promise.reject(this.#failure);
  }
}

/** A body that never comes; `arrive` has it end. */
export function lateBody(): RequestBody & { readonly arrive: () => void } {
  const { promise, resolve } = Promise.withResolvers<null>();
  return { read: () => promise, arrive: () => resolve(null) };
}
