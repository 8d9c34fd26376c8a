/**
 * The body of an application's response, as the connection pulls it.
 *
 * @module
 */

/** Who wants to know how the body ends. */
export interface StreamEnds {
  /** All of it was pulled: what is to be waited for before the connection goes on. */
  readonly whole: () => Promise<void>;
  /** The connection has no use for the rest. */
  readonly givenUp: () => void;
  /** The application failed; gives what is thrown for it. */
  readonly failed: (error: unknown) => unknown;
}

/** Pulls a piece when the one before was taken by the client, so that no more than one waits in memory. */
export class ResponseStream implements AsyncIterable<Uint8Array>, AsyncIterator<Uint8Array, undefined> {
  readonly #body: ReadableStream<Uint8Array>;
  readonly #ends: StreamEnds;
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  /** The first piece, where it was asked for early. */
  #ahead: IteratorResult<Uint8Array, undefined> | undefined;

  #failure: { readonly error: Error } | undefined;

  /** Makes the stream; nothing is pulled yet. */
  constructor(body: ReadableStream<Uint8Array>, ends: StreamEnds) {
    this.#body = body;
    this.#ends = ends;
  }

  /** It can be gone through once. */
  [Symbol.asyncIterator](): AsyncIterator<Uint8Array, undefined> {
    return this;
  }

  /** Ends it: whoever waits for a piece, or asks for one, gets this error. */
  fail(error: Error): void {
    this.#failure = { error };
    void this.return();
  }

  /** Has the first piece made, for which the application may need the request's body. */
  async begin(): Promise<void> {
    this.#ahead = await this.next();
  }

  /** The next piece. What the application fails with is thrown. */
  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    const ahead = this.#ahead;
    this.#ahead = undefined;
    if (ahead !== undefined) return ahead;
    this.#reader ??= this.#body.getReader();
    try {
      const { done, value } = await this.#reader.read();
      if (this.#failure !== undefined) throw this.#failure.error;
      if (!done) return { done: false, value: asBytes(value) };
    } catch (error) {
      throw this.#ends.failed(error);
    }
    await this.#ends.whole();
    return { done: true, value: undefined };
  }

  /** Called in place of {@linkcode next} where the rest is not wanted. */
  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.#ends.givenUp();
    this.#reader ??= this.#body.getReader();
    // An application that fails at the news has nobody to tell it any more.
    await this.#reader.cancel().catch(() => {});
    return { done: true, value: undefined };
  }
}

/** A stream may be typed as one of bytes and give text. */
function asBytes(piece: unknown): Uint8Array {
  if (piece instanceof Uint8Array) return piece;
  throw new TypeError("The application's body is to be a stream of Uint8Array.");
}
