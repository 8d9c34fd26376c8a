/**
 * How many requests are in hand where only so many may be, over all workers, in shared memory.
 *
 * Each worker writes a row of its own and adds up all rows to know the whole. The row of a worker that died is
 * cleared, and nothing that it counted stays behind.
 *
 * @module
 */

/** Kinds of places in a row; as many as `limits.concurrent` may have globs. */
export const MOST_PLACE_KINDS = 100;

/** One worker's view of the counts: it adds to its own row and reads all of them. */
export class PlaceCounts {
  readonly #cells: Int32Array;
  readonly #own: number;

  /**
   * @param memory As made by {@linkcode makePlaceMemory}.
   * @param index The row's number, from 0.
   */
  constructor(memory: SharedArrayBuffer, index: number) {
    this.#cells = new Int32Array(memory);
    this.#own = index * MOST_PLACE_KINDS;
  }

  /**
   * Takes a place of a kind; its worker only.
   *
   * Counted first and added up then, so that of two workers which do so at once at least one sees both.
   *
   * @returns How many are taken now, this one included.
   */
  enter(kind: number): number {
    Atomics.add(this.#cells, this.#own + kind, 1);
    return this.taken(kind);
  }

  /** How many places of a kind are taken, by all workers. */
  taken(kind: number): number {
    let sum = 0;
    for (let cell = kind; cell < this.#cells.length; cell += MOST_PLACE_KINDS) {
      sum += Atomics.load(this.#cells, cell);
    }
    return sum;
  }

  /** Gives a place of a kind back; its worker only. */
  leave(kind: number): void {
    Atomics.sub(this.#cells, this.#own + kind, 1);
  }

  /** Forgets what a worker took, once it is dead. */
  clear(): void {
    this.#cells.fill(0, this.#own, this.#own + MOST_PLACE_KINDS);
  }
}

/** Makes the shared memory for a number of workers. */
export function makePlaceMemory(workers: number): SharedArrayBuffer {
  return new SharedArrayBuffer(workers * MOST_PLACE_KINDS * Int32Array.BYTES_PER_ELEMENT);
}
