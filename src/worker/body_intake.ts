/**
 * How the bodies of a connection's requests come in.
 *
 * @module
 */
import { HttpError } from "../http/http_error.ts";
import * as refused from "../http/refusals.ts";
import type { BodySource } from "./body_reader.ts";
import type { ClientSocket } from "./client_socket.ts";
import type { Progress } from "./progress.ts";
import type { ReadBuffer } from "./read_buffer.ts";
import type { ResponseWriter } from "./response_writer.ts";

/** What the intake of a connection needs to know of it. */
export interface IntakeConnection {
  /** The bytes that were received and not used yet. */
  readonly buffer: ReadBuffer;
  /** Whether the answer to the request in hand has begun. */
  readonly answered: boolean;
  /** Whether the last answer is on its way. */
  readonly ended: boolean;
}

/** Memory that a body is received into. */
const BODY_PIECE = 64 * 1024;

/** Receives the bodies of one connection. */
export class BodyIntake implements BodySource {
  readonly #connection: IntakeConnection;
  readonly #socket: ClientSocket;
  readonly #writer: ResponseWriter;
  readonly #progress: Progress;

  /** Receives nothing yet. */
  constructor(
    connection: IntakeConnection,
    socket: ClientSocket,
    writer: ResponseWriter,
    progress: Progress,
  ) {
    this.#connection = connection;
    this.#socket = socket;
    this.#writer = writer;
    this.#progress = progress;
  }

  /** See {@linkcode BodySource.buffer}. */
  get buffer(): ReadBuffer {
    return this.#connection.buffer;
  }

  /** See {@linkcode BodySource.send}. */
  async send(bytes: Uint8Array): Promise<void> {
    // Behind the head of a final answer it would be a part of that answer's body.
    if (this.#connection.answered) return;
    this.#writer.addBytes(bytes);
    await this.#writer.flush();
  }

  /** See {@linkcode BodySource.receive}. */
  async receive(): Promise<boolean> {
    this.#throwIfEnded();
    // What was answered before must not wait for what this client has yet to send.
    await this.#writer.flush();
    this.#progress.receiving();
    const count = await this.#socket.read(this.buffer.room(BODY_PIECE));
    this.#progress.received(this.#connection.ended ? 0 : count ?? 0);
    this.#throwIfEnded();
    if (count === null) return false;
    this.buffer.received(count);
    return true;
  }

  /** Meanwhile the request may have been refused for being slow. */
  #throwIfEnded(): void {
    if (this.#connection.ended) throw new HttpError(refused.SLOW_REQUEST);
  }
}
