/**
 * Writes responses to one connection.
 *
 * Small answers are collected and leave in one write, however many requests one read brought: two small
 * writes in a row would make the second wait for the peer's acknowledgement, and each write is a system
 * call. Large ones are pulled and written piece by piece, so that memory stays bounded.
 *
 * @module
 */
import { CHUNK_END, chunkHead, LAST_CHUNK } from "../http/chunked.ts";
import { concatBytes } from "../http/bytes.ts";
import { prepare } from "../http/prepared.ts";
import {
  type ByteSource,
  type ByteStream,
  type ConnectionOption,
  type HttpResponse,
  isByteSource,
  isByteStream,
  type ResponseBody,
} from "../http/response.ts";
import { type BodyFraming, serializeHead } from "../http/response_head.ts";
import { isBodiless } from "../http/status.ts";
import type { ClientSocket } from "./client_socket.ts";
import type { ReadableClock } from "./clock.ts";

/** What a writer needs of its connection. */
export interface WriterOptions {
  readonly socket: ClientSocket;
  readonly clock: ReadableClock;
  /** The Server field's value; none when empty. */
  readonly server: () => string;
  /** Called before each write: from here the peer must take something within the time allowed. */
  readonly writing: () => void;
  /** Called after each write, which may be a part of what is to be written, with the number of bytes that the system took. */
  readonly written: (count: number) => void;
}

/** How an answer is to be sent. */
export interface SendOptions {
  /** Whether the request is HEAD: the body is not sent. */
  readonly headOnly: boolean;
  /** Whether a body of unknown length can be sent in chunks, as HTTP/1.0 does not know it. */
  readonly chunked: boolean;
}

/** Bytes pulled from a source at a time: larger ones gain nothing, smaller ones cost system calls. */
const PIECE = 256 * 1024;
/** Collected answers are written beyond this, even if more requests wait. */
const MOST_QUEUED = 256 * 1024;

/** Serialises and writes; one for each connection. */
export class ResponseWriter {
  readonly #options: WriterOptions;
  #queue: Uint8Array[] = [];
  #queued = 0;

  /** Makes the writer of one connection. */
  constructor(options: WriterOptions) {
    this.#options = options;
  }

  /** Whether so much is collected that it should be written before more is. */
  get full(): boolean {
    return this.#queued > MOST_QUEUED;
  }

  /** Collects an answer whose body is in memory; see {@linkcode flush}. */
  add(
    response: HttpResponse,
    body: Uint8Array | null,
    connection: ConnectionOption,
    headOnly: boolean,
  ): void {
    const { clock, server } = this.#options;
    const prepared = prepare(response, body, connection, clock.date, server());
    this.addBytes(headOnly ? prepared.bytes.subarray(0, prepared.headLength) : prepared.bytes);
  }

  /** Collects bytes as they are. */
  addBytes(bytes: Uint8Array): void {
    this.#queue.push(bytes);
    this.#queued += bytes.length;
  }

  /** Writes what was collected; `undefined` when there is nothing. */
  flush(): Promise<void> | undefined {
    if (this.#queued === 0) return undefined;
    const [only = new Uint8Array(0)] = this.#queue;
    const bytes = this.#queue.length === 1 ? only : concatBytes(this.#queue);
    this.#queue = [];
    this.#queued = 0;
    return this.#write(bytes);
  }

  /**
   * Sends an answer, whatever its body is, and gives back what the body holds. What is small, and the end of
   * what is not, is collected only; see {@linkcode flush}.
   *
   * @returns Whether all of the body was there. If not, the connection must be closed: the head has promised
   *   more, and only a cut tells the client that it did not get it.
   */
  async send(response: HttpResponse, connection: ConnectionOption, options: SendOptions): Promise<boolean> {
    const { body } = response;
    if (isByteSource(body)) return await this.#sendSource(response, body, connection, options);
    if (isByteStream(body)) await this.#sendStream(response, body, connection, options);
    else this.add(response, body, connection, options.headOnly);
    return true;
  }

  async #sendSource(
    response: HttpResponse,
    source: ByteSource,
    connection: ConnectionOption,
    { headOnly }: SendOptions,
  ): Promise<boolean> {
    try {
      this.addBytes(this.#head(response, source.length, connection));
      if (headOnly || isBodiless(response.status)) return true;
      return await this.#pull(source);
    } finally {
      source.close();
    }
  }

  /** The head, and whatever was collected before it, leave with the first piece in one write. */
  async #pull(source: ByteSource): Promise<boolean> {
    const piece = new Uint8Array(Math.min(PIECE, Math.max(source.length, 1)));
    let left = source.length;
    while (left > 0) {
      const read = source.read(piece);
      if (read === 0) {
        await this.flush();
        return false;
      }
      left -= read;
      if (this.#queued > 0) {
        this.addBytes(piece.subarray(0, read));
        await this.flush();
      } else {
        await this.#write(piece.subarray(0, read));
      }
    }
    return true;
  }

  /** A body whose length nobody knows: in chunks, or to HTTP/1.0 up to the connection's end. */
  async #sendStream(
    response: HttpResponse,
    stream: ByteStream,
    connection: ConnectionOption,
    { headOnly, chunked }: SendOptions,
  ): Promise<void> {
    this.addBytes(this.#head(response, chunked ? "chunked" : "close-delimited", connection));
    if (headOnly || isBodiless(response.status)) return await releaseBody(stream);
    for await (const data of stream) {
      // An empty chunk would end the body.
      if (data.length === 0) continue;
      if (chunked) this.addBytes(chunkHead(data.length));
      this.addBytes(data);
      if (chunked) this.addBytes(CHUNK_END);
      await this.flush();
    }
    if (chunked) this.addBytes(LAST_CHUNK);
  }

  #head(response: HttpResponse, framing: BodyFraming, connection: ConnectionOption): Uint8Array {
    const { clock, server } = this.#options;
    const { status, fields } = response;
    return serializeHead({ status, fields, framing, connection, date: clock.date, server: server() });
  }

  async #write(bytes: Uint8Array): Promise<void> {
    const { socket, writing, written } = this.#options;
    let at = 0;
    while (at < bytes.length) {
      writing();
      const count = await socket.write(at === 0 ? bytes : bytes.subarray(at));
      written(count);
      at += count;
    }
  }
}

/** Gives back what a body holds that is not sent. */
export async function releaseBody(body: ResponseBody): Promise<void> {
  if (isByteSource(body)) body.close();
  else if (isByteStream(body)) await body[Symbol.asyncIterator]().return?.();
}
