/** The connection of a body reader, in memory: bytes that arrive in given parts. */

import type { BodySource } from "../../src/worker/body_reader.ts";
import { ReadBuffer } from "../../src/worker/read_buffer.ts";
import { latin1Bytes, latin1Text } from "./latin1.ts";

/** Receives the parts one by one, then the end of the connection; keeps what is sent. */
export class PartsSource implements BodySource {
  readonly buffer = new ReadBuffer();
  readonly #parts: Uint8Array[];
  #sent = "";

  /** @param parts the first one is in the buffer already, as what came with the head is; one byte a character */
  constructor(parts: readonly string[]) {
    this.#parts = parts.map(latin1Bytes);
    this.#store(this.#parts.shift() ?? new Uint8Array(0));
  }

  /** What was sent, and what is unread in the buffer: the next request, once the body is read. */
  get sent(): string {
    return this.#sent;
  }

  /** The bytes that are received and unused. */
  get unused(): string {
    const { bytes, start, end } = this.buffer;
    return latin1Text(bytes.subarray(start, end));
  }

  /** See {@linkcode BodySource.receive}. */
  async receive(): Promise<boolean> {
    await Promise.resolve();
    const part = this.#parts.shift();
    if (part === undefined) return false;
    this.#store(part);
    return true;
  }

  /** See {@linkcode BodySource.send}. */
  async send(bytes: Uint8Array): Promise<void> {
    await Promise.resolve();
    this.#sent += latin1Text(bytes);
  }

  #store(part: Uint8Array): void {
    for (let at = 0; at < part.length;) {
      const room = this.buffer.room();
      const piece = part.subarray(at, at + room.length);
      room.set(piece);
      this.buffer.received(piece.length);
      at += piece.length;
    }
  }
}
