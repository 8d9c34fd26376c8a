/**
 * Memory that answers are put together in, used again and again: a new array of 256 KiB costs more in zeroing
 * than filling it from a file does.
 *
 * @module
 */

/** The sizes that are kept, in bytes: each four times the one before. */
const SIZES: readonly number[] = [4, 16, 64, 288, 1152].map((kib) => kib * 1024);
/** Most bytes kept of each size while nobody uses them. */
const MOST_SPARE = 4 * 1024 * 1024;

/** Lends out memory. */
export class OutputBuffers {
  readonly #spare: Uint8Array<ArrayBuffer>[][] = SIZES.map(() => []);

  /** Memory of at least so many bytes; what is in it is undefined. */
  take(size: number): Uint8Array<ArrayBuffer> {
    const kind = SIZES.findIndex((kept) => size <= kept);
    return this.#spare[kind]?.pop() ?? new Uint8Array(SIZES[kind] ?? size);
  }

  /** Takes memory back; whoever gives it must not touch it again. */
  give(buffer: Uint8Array<ArrayBuffer>): void {
    const kind = SIZES.indexOf(buffer.length);
    const spare = this.#spare[kind];
    if (spare !== undefined && spare.length * buffer.length < MOST_SPARE) spare.push(buffer);
  }
}
