/**
 * How many connections each client address has open, over all workers, in shared memory.
 *
 * The system deals the connections of one address out to all workers, so none of them sees them all. Each
 * worker writes a row of its own and adds up all rows to know the whole. The row of a worker that died is
 * cleared, and nothing that it counted stays behind.
 *
 * @module
 */
import { networkHash } from "./network_hash.ts";

/** Slots in a row. Addresses that share one share their limit, so there are many more than clients. */
const SLOTS = 65_536;
/** Before the rows, the number that the hash of addresses starts from. */
const SEED_LENGTH = 1;

/** One worker's view of the counts: it adds to its own row and reads all of them. */
export class AddressCounts {
  readonly #cells: Int32Array;
  readonly #rows: number;
  readonly #own: number;

  /**
   * @param memory As made by {@linkcode makeAddressMemory}.
   * @param index The row's number, from 0.
   */
  constructor(memory: SharedArrayBuffer, index: number) {
    this.#cells = new Int32Array(memory);
    this.#rows = Math.floor(this.#cells.length / SLOTS);
    this.#own = SEED_LENGTH + index * SLOTS;
  }

  /**
   * Counts one more connection; its worker only.
   *
   * Counted first and added up then, so that of two workers which do so at once at least one sees both.
   *
   * @returns How many the address has now, this one included.
   */
  enter(address: string): number {
    const slot = this.#slot(address);
    Atomics.add(this.#cells, this.#own + slot, 1);
    let sum = 0;
    for (let row = 0; row < this.#rows; row++) {
      sum += Atomics.load(this.#cells, SEED_LENGTH + row * SLOTS + slot);
    }
    return sum;
  }

  /** Counts one connection less; its worker only. */
  leave(address: string): void {
    Atomics.sub(this.#cells, this.#own + this.#slot(address), 1);
  }

  /** Forgets what a worker counted, once it is dead. */
  clear(): void {
    this.#cells.fill(0, this.#own, this.#own + SLOTS);
  }

  #slot(address: string): number {
    return networkHash(address, this.#cells[0] ?? 0) & (SLOTS - 1);
  }
}

/** Makes the shared memory for a number of workers. The system gives none of it before it is written to. */
export function makeAddressMemory(workers: number): SharedArrayBuffer {
  const memory = new SharedArrayBuffer((SEED_LENGTH + workers * SLOTS) * Int32Array.BYTES_PER_ELEMENT);
  const [seed = 0] = crypto.getRandomValues(new Int32Array(SEED_LENGTH));
  new Int32Array(memory)[0] = seed;
  return memory;
}
