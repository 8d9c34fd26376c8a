/**
 * The body of a request, read from its connection.
 *
 * @module
 */
import { encodeText } from "../http/bytes.ts";
import { ChunkedDecoder } from "../http/chunked.ts";
import { CHUNKED } from "../http/framing.ts";
import { HttpError } from "../http/http_error.ts";
import * as refused from "../http/refusals.ts";
import type { RequestBody } from "../http/request.ts";
import type { ReadBuffer } from "./read_buffer.ts";

/** What a body reader needs of its connection. */
export interface BodySource {
  /** The received bytes: the body's first ones may be there already. */
  readonly buffer: ReadBuffer;
  /** Receives more into the buffer; `false` when the client has ended the connection. */
  receive(): Promise<boolean>;
  /** Sends bytes at once, what was collected before them included. */
  send(bytes: Uint8Array): Promise<void>;
}

/** How the body is framed and what it is held to. */
export interface BodyOptions {
  /** Its length in bytes, or {@linkcode CHUNKED}. */
  readonly length: number;
  /** Most bytes that it may have; 413 beyond it. */
  readonly limit: number;
  /** Most bytes of trailer fields. */
  readonly trailerLimit: number;
  /** Whether the client waits for `100 Continue`. */
  readonly expectsContinue: boolean;
}

/** Most bytes of a body that are received only to be dropped: beyond it, a new connection costs both sides less. */
const MOST_DROPPED = 1024 * 1024;

const CONTINUE = encodeText("HTTP/1.1 100 Continue\r\n\r\n");

/** Reads and decodes one body; every byte of it is taken from the buffer exactly once. */
export class BodyReader implements RequestBody {
  readonly #source: BodySource;
  readonly #limit: number;
  readonly #chunked: ChunkedDecoder | undefined;
  #left: number;
  #total = 0;
  #awaitsContinue: boolean;

  /** Makes the reader of a body that begins at the buffer's first unused byte. */
  constructor(source: BodySource, options: BodyOptions) {
    this.#source = source;
    this.#limit = options.limit;
    this.#awaitsContinue = options.expectsContinue;
    this.#chunked = options.length === CHUNKED ? new ChunkedDecoder(options.trailerLimit) : undefined;
    this.#left = options.length === CHUNKED ? 0 : options.length;
  }

  /** Whether the body was read to its end. */
  get ended(): boolean {
    return this.#chunked === undefined ? this.#left === 0 : this.#chunked.done;
  }

  /** Whether the client waits for a `100 Continue` that nobody had reason to send. */
  get unasked(): boolean {
    return this.#awaitsContinue && !this.ended && this.#source.buffer.length === 0;
  }

  /** See {@linkcode RequestBody.read}. */
  async read(): Promise<Uint8Array<ArrayBuffer> | null> {
    while (!this.ended) {
      const data = this.#take();
      if (data !== undefined) return data;
      if (this.ended) break;
      await this.#receive();
    }
    return null;
  }

  /**
   * Drops what nobody read, so that the next request can be.
   *
   * @returns Whether the body's end was reached: if not, the connection must be closed, because what follows
   *   is not a request.
   */
  async drop(): Promise<boolean> {
    try {
      return await this.skip();
    } catch (error) {
      if (error instanceof HttpError) return false;
      throw error;
    }
  }

  /**
   * As {@linkcode drop}, for a request that can still be refused.
   *
   * @throws {HttpError} See {@linkcode RequestBody.read}.
   */
  async skip(): Promise<boolean> {
    // Who waits for a 100 that will not come may send the body or the next request: nobody can tell.
    if (this.unasked || this.#left > MOST_DROPPED) return false;
    for (let total = 0; total <= MOST_DROPPED;) {
      const data = await this.read();
      if (data === null) return true;
      total += data.length;
    }
    return false;
  }

  async #receive(): Promise<void> {
    if (this.#awaitsContinue) {
      this.#awaitsContinue = false;
      await this.#source.send(CONTINUE);
    }
    if (!await this.#source.receive()) throw new HttpError(refused.SHORT_BODY);
  }

  /** The next piece of what has arrived; `undefined` when there is none. */
  #take(): Uint8Array<ArrayBuffer> | undefined {
    // Whoever sends the body does not wait (RFC 9110 §10.1.1).
    if (this.#source.buffer.length > 0) this.#awaitsContinue = false;
    return this.#chunked === undefined ? this.#takeCounted() : this.#takeChunked(this.#chunked);
  }

  #takeCounted(): Uint8Array<ArrayBuffer> | undefined {
    const { buffer } = this.#source;
    const count = Math.min(this.#left, buffer.length);
    if (count === 0) return undefined;
    const data = buffer.bytes.slice(buffer.start, buffer.start + count);
    buffer.consume(count);
    this.#left -= count;
    return data;
  }

  #takeChunked(decoder: ChunkedDecoder): Uint8Array<ArrayBuffer> | undefined {
    const { buffer } = this.#source;
    const next = decoder.decode(buffer.bytes, buffer.start, buffer.end);
    const data = buffer.bytes.slice(decoder.dataStart, decoder.dataEnd);
    buffer.consume(next - buffer.start);
    this.#total += data.length;
    // A chunk's size tells beforehand that the limit will be passed.
    if (this.#total + decoder.announced > this.#limit) throw new HttpError(refused.LARGE_BODY);
    return data.length > 0 ? data : undefined;
  }
}
