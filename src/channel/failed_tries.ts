/**
 * Who guesses passwords has to wait, longer after every wrong one: counted over all workers, in shared memory.
 *
 * As in `channel/request_buckets`, all workers count in one table of fixed size, however many addresses come; those that
 * share a slot wait together. To fill slots costs a guesser the same work as any other try.
 *
 * @module
 */
import { networkHash } from "./network_hash.ts";

/** Many more than clients guess at a time: 2 MiB. */
const SLOTS = 262_144;
/** Before the slots, the number that the hash of addresses starts from. */
const SEED_LENGTH = 1;

/** Tries in a row that cost no wait: people mistype. */
const FREE = 5;
/** The first wait, in milliseconds; each further one is twice as long. */
const SHORTEST_WAIT = 1000;
const LONGEST_WAIT = 5 * 60 * 1000;
/** How long after the last try all are forgotten. */
const MEMORY = 15 * 60 * 1000;
/** More are not counted: the wait is the longest long before. */
const MOST = 0x7f;

/** In a slot: the moment of the last try, whether another may follow at once, and how many there were. */
const COUNT_BITS = 7n;
const MAY_FOLLOW_BITS = 1n;

/** What a slot says of a client. */
interface Tries {
  /** When the last one was begun, by the clock. */
  readonly last: number;
  /** Whether it was a right one, after which nobody waits. */
  readonly mayFollow: boolean;
  readonly count: number;
}

const NONE: Tries = { last: 0, mayFollow: true, count: 0 };

/** Counts wrong tries by client; any number of workers may do so at once. */
export class FailedTries {
  readonly #cells: BigInt64Array;
  readonly #seed: number;
  readonly #now: () => number;

  /**
   * @param memory As made by {@linkcode makeTryMemory}.
   * @param now A time in milliseconds that is the same for all threads.
   */
  constructor(memory: SharedArrayBuffer, now: () => number = milliseconds) {
    this.#cells = new BigInt64Array(memory);
    this.#seed = Number(this.#cells[0] ?? 0n) | 0;
    this.#now = () => Math.floor(now());
  }

  /**
   * Asks for a try. It counts as a wrong one from now on, so that of many at once no more are free than one after the
   * other.
   *
   * @param client An address; those of an IPv6 /64 are one client's.
   * @returns The time to wait first, in milliseconds; 0 where the try may be made.
   */
  begin(client: string): number {
    let wait = 0;
    this.#change(client, (tries, now) => {
      wait = waitBefore(tries, now);
      if (wait > 0) return undefined;
      return { last: now, mayFollow: false, count: Math.min(MOST, tries.count + 1) };
    });
    return wait;
  }

  /** The time that {@linkcode begin} would have a client wait: it may be told without a try. */
  wait(client: string): number {
    const now = this.#now();
    return waitBefore(this.#read(Atomics.load(this.#cells, this.#slotOf(client)), now), now);
  }

  /** Takes a try back that turned out to be right; earlier wrong ones still count. */
  takeBack(client: string): void {
    this.#change(
      client,
      ({ last, count }) => count === 0 ? undefined : { last, mayFollow: true, count: count - 1 },
    );
  }

  /** Changes a slot, unless the change is none; asked again where another worker was faster. */
  #change(client: string, change: (tries: Tries, now: number) => Tries | undefined): void {
    const slot = this.#slotOf(client);
    for (;;) {
      const known = Atomics.load(this.#cells, slot);
      const now = this.#now();
      const next = change(this.#read(known, now), now);
      if (next === undefined || Atomics.compareExchange(this.#cells, slot, known, written(next)) === known) {
        return;
      }
    }
  }

  #slotOf(client: string): number {
    return SEED_LENGTH + (networkHash(client, this.#seed) & (SLOTS - 1));
  }

  /** What a slot says now; nothing of what is long ago, or was written by a clock far ahead. */
  #read(cell: bigint, now: number): Tries {
    const last = Number(cell >> (COUNT_BITS + MAY_FOLLOW_BITS));
    if (cell === 0n || last + MEMORY <= now || last > now + MEMORY) return NONE;
    return {
      last,
      mayFollow: ((cell >> COUNT_BITS) & 1n) === 1n,
      count: Number(cell & BigInt(MOST)),
    };
  }
}

function written({ last, mayFollow, count }: Tries): bigint {
  return ((BigInt(last) << MAY_FOLLOW_BITS | (mayFollow ? 1n : 0n)) << COUNT_BITS) | BigInt(count);
}

function waitBefore({ last, mayFollow, count }: Tries, now: number): number {
  if (mayFollow || count < FREE) return 0;
  return Math.max(0, last + Math.min(LONGEST_WAIT, SHORTEST_WAIT * 2 ** (count - FREE)) - now);
}

/** Makes the shared memory. The system gives none of it before it is written to. */
export function makeTryMemory(): SharedArrayBuffer {
  const memory = new SharedArrayBuffer((SEED_LENGTH + SLOTS) * BigInt64Array.BYTES_PER_ELEMENT);
  const [seed = 0n] = crypto.getRandomValues(new BigInt64Array(SEED_LENGTH));
  new BigInt64Array(memory)[0] = seed;
  return memory;
}

function milliseconds(): number {
  return performance.timeOrigin + performance.now();
}
