/**
 * Knowing when the body of an answer was sent or given up.
 *
 * @module
 */
import {
  type ByteSource,
  type ByteStream,
  isByteSource,
  isByteStream,
  type ResponseBody,
} from "../../http/response.ts";

/**
 * A body that tells when it is done with: sent to its end, or given up.
 *
 * @param body Bytes in memory too become a source: whoever reads slowly has not got them yet.
 * @param done Called once.
 */
export function heldBody(body: Exclude<ResponseBody, null>, done: () => void): ByteSource | ByteStream {
  if (isByteStream(body)) return new HeldStream(body, done);
  return new HeldSource(isByteSource(body) ? body : new BytesSource(body), done);
}

/** Bytes that are pulled. */
class BytesSource implements ByteSource {
  readonly length: number;
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.length = bytes.length;
  }

  read(into: Uint8Array): number {
    const piece = this.#bytes.subarray(this.#at, this.#at + into.length);
    into.set(piece);
    this.#at += piece.length;
    return piece.length;
  }

  close(): void {}
}

class HeldSource implements ByteSource {
  readonly length: number;
  readonly #source: ByteSource;
  readonly #done: () => void;

  constructor(source: ByteSource, done: () => void) {
    this.length = source.length;
    this.#source = source;
    this.#done = done;
  }

  read(into: Uint8Array): number {
    return this.#source.read(into);
  }

  close(): void {
    try {
      this.#source.close();
    } finally {
      this.#done();
    }
  }
}

/** Not a generator: one that was never started would not notice that it is given up. */
class HeldStream implements ByteStream, AsyncIterator<Uint8Array> {
  readonly #stream: ByteStream;
  readonly #done: () => void;
  #iterator: AsyncIterator<Uint8Array> | undefined;
  #isDone = false;

  constructor(stream: ByteStream, done: () => void) {
    this.#stream = stream;
    this.#done = done;
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    this.#iterator ??= this.#stream[Symbol.asyncIterator]();
    return this;
  }

  async next(): Promise<IteratorResult<Uint8Array>> {
    try {
      const result = await this.#iterator?.next() ?? ENDED;
      if (result.done === true) this.#end();
      return result;
    } catch (error) {
      this.#end();
      throw error;
    }
  }

  async return(): Promise<IteratorResult<Uint8Array>> {
    try {
      return await this.#iterator?.return?.() ?? ENDED;
    } finally {
      this.#end();
    }
  }

  #end(): void {
    if (this.#isDone) return;
    this.#isDone = true;
    this.#done();
  }
}

const ENDED: IteratorResult<Uint8Array> = { done: true, value: undefined };
