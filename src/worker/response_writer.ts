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
import { prepareAnswer } from "../http/prepared_answer.ts";
import { prepareHead } from "../http/prepared_head.ts";
import {
  type ByteSource,
  type ByteStream,
  type ConnectionOption,
  type HttpResponse,
  isByteSource,
  isByteStream,
  type PreparedAnswer,
  type ResponseBody,
} from "../http/response.ts";
import { type BodyFraming, serializeHead } from "../http/response_head.ts";
import { isBodiless } from "../http/status.ts";
import type { Settings } from "../settings/settings.ts";
import { asClientGone, type ClientSocket } from "./client_socket.ts";
import type { ReadableClock } from "./clock.ts";
import type { OutputBuffers } from "./output_buffers.ts";
import { Pace } from "./pace.ts";
import type { Turns } from "./turns.ts";

/** What all writers of a serving thread share. */
export interface WriterServing {
  readonly clock: ReadableClock;
  readonly buffers: OutputBuffers;
  readonly turns: Turns;
  readonly settings: Settings;
}

/** Who wants to know of a writer's writes. */
export interface WriteWatcher {
  /** Called before each write: from here the peer must take something within the time allowed. */
  writing(): void;
  /** Called before the writer itself waits, to keep to a pace: the peer has no part in that. */
  pausing(): void;
  /** Called after each write with the number of bytes that the system took: all, or a part of what there is. */
  written(count: number): void;
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
/** After so many others have their turn, even if the system takes more: a turn costs 0.2 ms on older runtimes (2.4). */
const PIECES_A_TURN = 4;
/** Collected answers are written beyond this, even if more requests wait. */
const MOST_QUEUED = 256 * 1024;

const NO_BYTES = new Uint8Array(0);

/** Serialises and writes; one for each connection. */
export class ResponseWriter {
  readonly #socket: ClientSocket;
  readonly #serving: WriterServing;
  readonly #watcher: WriteWatcher;
  /** Made when it is needed, and kept: the next request goes on at the same pace. */
  #pace: Pace | undefined;
  /** What was collected: mostly one array, and none while the connection is idle. */
  #first: Uint8Array | undefined;
  #more: Uint8Array[] | undefined;
  /** The answer that {@linkcode #first} is all of. */
  #prepared: PreparedAnswer | undefined;
  #queued = 0;
  /** Bytes of answers so far, collected ones included: what an answer has added is its length. */
  total = 0;

  /** Makes the writer of one connection. */
  constructor(socket: ClientSocket, serving: WriterServing, watcher: WriteWatcher) {
    this.#socket = socket;
    this.#serving = serving;
    this.#watcher = watcher;
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
    const { clock, settings } = this.#serving;
    const server = settings["general.serverHeader"];
    // Behind a status that never has a body the client would take one for the next response.
    const isSent = body !== null && !headOnly && !isBodiless(response.status);
    const prepared = isSent && connection === "" ? prepareAnswer(response, clock.date, server) : undefined;
    if (prepared !== undefined) {
      if (this.#first === undefined) this.#prepared = prepared;
      return this.addBytes(prepared.bytes);
    }
    this.addBytes(prepareHead(response, connection, clock.date, server));
    if (isSent) this.addBytes(body);
  }

  /** Collects bytes as they are. */
  addBytes(bytes: Uint8Array): void {
    if (this.#first === undefined) this.#first = bytes;
    else (this.#more ??= []).push(bytes);
    this.#queued += bytes.length;
    this.total += bytes.length;
  }

  /** Writes what was collected; `undefined` when there is nothing. */
  flush(): Promise<void> | undefined {
    const first = this.#first;
    if (first === undefined) return undefined;
    if (this.#more !== undefined) return this.#writeTogether();
    const prepared = this.#prepared;
    this.#forget();
    return this.#write(first, prepared);
  }

  async #writeTogether(): Promise<void> {
    const { buffers } = this.#serving;
    const buffer = buffers.take(this.#queued);
    try {
      await this.#write(buffer.subarray(0, this.#takeQueue(buffer)));
    } finally {
      buffers.give(buffer);
    }
  }

  /** Moves what was collected to the front of a buffer that has room for it; how much that was. */
  #takeQueue(buffer: Uint8Array): number {
    let at = 0;
    for (const bytes of [this.#first ?? NO_BYTES, ...this.#more ?? []]) {
      buffer.set(bytes, at);
      at += bytes.length;
    }
    this.#forget();
    return at;
  }

  #forget(): void {
    this.#first = undefined;
    this.#more = undefined;
    this.#prepared = undefined;
    this.#queued = 0;
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
      if (headOnly || isBodiless(response.status) || source.length === 0) return true;
      return await this.#pull(source);
    } finally {
      source.close();
    }
  }

  /** The head, and whatever was collected before it, leave with the first piece in one write. */
  async #pull(source: ByteSource): Promise<boolean> {
    const { turns } = this.#serving;
    let left = source.length;
    turns.begin();
    try {
      for (let pieces = 1; left > 0; pieces++) {
        const read = await this.#pullPiece(source, left);
        if (read === 0) return false;
        left -= read;
        if (pieces % PIECES_A_TURN === 0 && left > 0) await turns.next();
      }
      return true;
    } finally {
      turns.end();
    }
  }

  /** In memory that is given back at once: the next piece, whose ever it is, then finds it in the processor's cache. */
  async #pullPiece(source: ByteSource, left: number): Promise<number> {
    const { buffers } = this.#serving;
    const size = Math.min(PIECE, left);
    const buffer = buffers.take(this.#queued + size);
    try {
      const ahead = this.#takeQueue(buffer);
      const read = source.read(buffer.subarray(ahead, ahead + size));
      await this.#write(buffer.subarray(0, ahead + read));
      this.total += read;
      return read;
    } finally {
      buffers.give(buffer);
    }
  }

  /** A body that comes when it likes: of the length that was told, else in chunks, or to HTTP/1.0 up to the connection's end. */
  async #sendStream(
    response: HttpResponse,
    stream: ByteStream,
    connection: ConnectionOption,
    { headOnly, chunked }: SendOptions,
  ): Promise<void> {
    const { length } = response;
    const framing = length ?? (chunked ? "chunked" : "close-delimited");
    const isSent = !headOnly && !isBodiless(response.status);
    try {
      this.addBytes(this.#head(response, framing, connection));
      // The first piece may be long in coming, and whoever makes it may read the request's body meanwhile.
      if (isSent) await this.flush();
    } catch (error) {
      // The loop below, which would end the stream, is not reached.
      await releaseBody(stream);
      throw error;
    }
    if (!isSent) return await releaseBody(stream);
    let left = length ?? Infinity;
    for await (const data of stream) {
      // An empty chunk would end the body.
      if (data.length === 0) continue;
      left -= data.length;
      if (left < 0) throw new Error(`a body is longer than the ${length} bytes that were told`);
      if (framing === "chunked") this.addBytes(chunkHead(data.length));
      this.addBytes(data);
      if (framing === "chunked") this.addBytes(CHUNK_END);
      await this.flush();
    }
    if (length !== undefined && left > 0) throw new Error(`of a body of ${length} bytes ${left} are missing`);
    if (framing === "chunked") this.addBytes(LAST_CHUNK);
  }

  #head(response: HttpResponse, framing: BodyFraming, connection: ConnectionOption): Uint8Array {
    const { clock, settings } = this.#serving;
    const { status, fields } = response;
    const server = settings["general.serverHeader"];
    return serializeHead({ status, fields, framing, connection, date: clock.date, server });
  }

  /** @param prepared The answer that the bytes are, if they are one. */
  async #write(bytes: Uint8Array, prepared?: PreparedAnswer): Promise<void> {
    if (prepared !== undefined) prepared.writes++;
    try {
      const rate = this.#serving.settings["limits.bandwidth"];
      if (rate > 0) return await this.#writePaced(bytes, rate);
      for (let at = 0; at < bytes.length;) {
        this.#watcher.writing();
        const count = await this.#socket.send(at === 0 ? bytes : bytes.subarray(at));
        this.#watcher.written(count);
        at += count;
      }
    } catch (error) {
      asClientGone(error);
    } finally {
      if (prepared !== undefined) prepared.writes--;
    }
  }

  /** @param rate Bytes a second. */
  async #writePaced(bytes: Uint8Array, rate: number): Promise<void> {
    const pace = this.#pace ??= new Pace();
    let at = 0;
    while (at < bytes.length) {
      this.#watcher.pausing();
      const room = await pace.room(bytes.length - at, rate);
      this.#watcher.writing();
      const count = await this.#socket.send(bytes.subarray(at, at + room));
      this.#watcher.written(count);
      pace.spend(count);
      at += count;
    }
  }
}

/** Gives back what a body holds that is not sent. */
export async function releaseBody(body: ResponseBody): Promise<void> {
  if (isByteSource(body)) body.close();
  else if (isByteStream(body)) await body[Symbol.asyncIterator]().return?.();
}
