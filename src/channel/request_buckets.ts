/**
 * How many requests each client may make now, over all workers, in shared memory.
 *
 * The system deals the connections of one client out to all workers: were the rate divided among them, a client with
 * one connection would get a part of what it may have, and were it not, one with many would get it many times. So
 * all workers take from one table. Its size is fixed, however many addresses come: those that share a slot share
 * their rate.
 *
 * A slot holds one number, the moment at which the bucket will be full again (GCRA, ITU-T I.371): that is all there
 * is to know of a bucket, and one compare-and-exchange takes from it.
 *
 * @module
 */
import { networkHash } from "./network_hash.ts";

/** Many more than clients are busy at a time: 2 MiB. */
const SLOTS = 262_144;
/** Before the slots, the number that the hash of addresses starts from. */
const SEED_LENGTH = 1;
const SECOND = 1_000_000_000;

/** What a client may do. */
export interface RequestRate {
  /** Requests a second in the long run; above 0. */
  readonly perSecond: number;
  /** Requests at once after a pause; at least 1. */
  readonly burst: number;
}

/** Takes from the buckets; any number of workers may do so at once. */
export class RequestBuckets {
  readonly #cells: BigInt64Array;
  readonly #seed: number;
  readonly #now: () => number;

  /**
   * @param memory As made by {@linkcode makeBucketMemory}.
   * @param now A time in nanoseconds that is the same for all threads. One that starts while the system's clock is
   *   being set may be off by that much: it then forgets what the others counted, until buckets are full anyway.
   */
  constructor(memory: SharedArrayBuffer, now: () => number = nanoseconds) {
    this.#cells = new BigInt64Array(memory);
    this.#seed = Number(this.#cells[0] ?? 0n) | 0;
    this.#now = now;
  }

  /**
   * Takes one request from the bucket of an address.
   *
   * @returns Whether there was one.
   */
  take(address: string, rate: RequestRate): boolean {
    const slot = this.#slotOf(address);
    for (;;) {
      const known = Atomics.load(this.#cells, slot);
      const next = this.#after(known, rate);
      if (next === undefined) return false;
      if (Atomics.compareExchange(this.#cells, slot, known, next) === known) return true;
    }
  }

  /** Whether {@linkcode take} would find a request in the bucket of an address. */
  has(address: string, rate: RequestRate): boolean {
    return this.#after(Atomics.load(this.#cells, this.#slotOf(address)), rate) !== undefined;
  }

  #slotOf(address: string): number {
    return SEED_LENGTH + (networkHash(address, this.#seed) & (SLOTS - 1));
  }

  /** What is in a slot once one more request was taken; `undefined` where there is none. */
  #after(known: bigint, { perSecond, burst }: RequestRate): bigint | undefined {
    const interval = BigInt(Math.max(1, Math.round(SECOND / perSecond)));
    const now = BigInt(Math.round(this.#now()));
    const empty = now + interval * BigInt(burst);
    // Later than an empty bucket could be: counted at another rate, or by another clock.
    const fullAt = known > now && known <= empty ? known : now;
    const next = fullAt + interval;
    return next > empty ? undefined : next;
  }
}

/** Makes the shared memory. The system gives none of it before it is written to. */
export function makeBucketMemory(): SharedArrayBuffer {
  const memory = new SharedArrayBuffer((SEED_LENGTH + SLOTS) * BigInt64Array.BYTES_PER_ELEMENT);
  const [seed = 0n] = crypto.getRandomValues(new BigInt64Array(SEED_LENGTH));
  new BigInt64Array(memory)[0] = seed;
  return memory;
}

function nanoseconds(): number {
  return (performance.timeOrigin + performance.now()) * 1_000_000;
}
