/**
 * The bytes that were received and not used yet.
 *
 * @module
 */

import { READ_SIZE } from "./read_memory.ts";

/** Where growing ends; a longer head is refused before, a longer body is read in pieces. */
const LARGEST = 512 * 1024;

/** A buffer that starts small, grows while a head does not fit, and is given back when it is empty. */
export class ReadBuffer {
  /** The memory; what counts is between {@linkcode start} and {@linkcode end}. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Where the unused bytes begin. */
  start = 0;
  /** Where the received bytes end. */
  end = 0;
  readonly #home: Uint8Array<ArrayBuffer>;

  /** @param home The memory to begin with, and to come back to. Default: some of its own. */
  constructor(home: Uint8Array<ArrayBuffer> = new Uint8Array(READ_SIZE)) {
    this.#home = home;
    this.bytes = home;
  }

  /** How many bytes are unused. */
  get length(): number {
    return this.end - this.start;
  }

  /** Marks the first `count` unused bytes as used. */
  consume(count: number): void {
    this.start += count;
    if (this.start === this.end) this.start = this.end = 0;
  }

  /** Marks all bytes as used. */
  clear(): void {
    this.start = this.end = 0;
  }

  /** Marks `count` bytes of {@linkcode room} as received. */
  received(count: number): void {
    this.end += count;
  }

  /**
   * The free memory to read into: never empty.
   *
   * Unused bytes may be moved for it, so offsets into {@linkcode bytes} are void afterwards.
   *
   * @param size How large the buffer should be at least while nothing in it is unused.
   */
  room(size: number = READ_SIZE): Uint8Array<ArrayBuffer> {
    if (this.length === 0) {
      if (this.bytes.length !== size) {
        this.bytes = size === this.#home.length ? this.#home : new Uint8Array(size);
      }
      this.clear();
      return this.bytes;
    }
    if (this.end === this.bytes.length) {
      this.#makeRoom();
    }
    return this.bytes.subarray(this.end);
  }

  #makeRoom(): void {
    const length = this.length;
    // Half full or more: a larger buffer, so that a long head costs few moves.
    const size = length * 2 > this.bytes.length
      ? Math.min(this.bytes.length * 4, LARGEST)
      : this.bytes.length;
    const target = size === this.bytes.length ? this.bytes : new Uint8Array(size);
    target.set(this.bytes.subarray(this.start, this.end));
    this.bytes = target;
    this.start = 0;
    this.end = length;
  }
}
