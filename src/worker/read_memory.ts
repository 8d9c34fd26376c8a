/**
 * Memory that connections read into.
 *
 * @module
 */

/** What an idle connection reads into, in bytes: 5,000 of them are the memory that a server shows when nothing happens. */
export const READ_SIZE = 1024;
/** Pieces in one block: a block of memory of their own for each would cost another kilobyte a connection. */
const PIECES = 256;

/** Lends each connection a piece for as long as it lives. What was lent once is kept for the next connection. */
export class ReadMemory {
  readonly #free: Uint8Array<ArrayBuffer>[] = [];

  /** A piece of {@linkcode READ_SIZE} bytes; what is in it is undefined. */
  take(): Uint8Array<ArrayBuffer> {
    const piece = this.#free.pop();
    if (piece !== undefined) return piece;
    const block = new ArrayBuffer(PIECES * READ_SIZE);
    for (let index = 1; index < PIECES; index++) {
      this.#free.push(new Uint8Array(block, index * READ_SIZE, READ_SIZE));
    }
    return new Uint8Array(block, 0, READ_SIZE);
  }

  /** Takes a piece back; no read into it may be under way. */
  give(piece: Uint8Array<ArrayBuffer>): void {
    this.#free.push(piece);
  }
}
