/**
 * Who guesses passwords has to wait: longer after every wrong one.
 *
 * @module
 */

/** What {@linkcode FailedTries} is made from. */
export interface FailedTriesOptions {
  /** Milliseconds since any moment. */
  readonly now: () => number;
  /** How many clients are remembered at most; the one that tried least recently is forgotten first. Default: 10,000. */
  readonly most?: number;
}

interface Tries {
  count: number;
  /** When the next one may be made, by the clock. */
  next: number;
  /** When all are forgotten. */
  end: number;
}

/** Tries in a row that cost no wait: people mistype. */
const FREE = 5;
/** The first wait, in milliseconds; each further one is twice as long. */
const SHORTEST_WAIT = 1000;
const LONGEST_WAIT = 5 * 60 * 1000;
/** How long after the last try all are forgotten. */
const MEMORY = 15 * 60 * 1000;
const MOST = 10_000;

/** Counts wrong tries by client, of one worker. */
export class FailedTries {
  readonly #now: () => number;
  readonly #most: number;
  /** The one that tried least recently first. */
  readonly #clients: Map<string, Tries> = new Map();

  /** Makes the count of nobody. */
  constructor({ now, most = MOST }: FailedTriesOptions) {
    this.#now = now;
    this.#most = most;
  }

  /** How many clients are remembered. */
  get size(): number {
    return this.#clients.size;
  }

  /**
   * Asks for a try. It counts as a wrong one from now on, so that of many at once no more are free than one after the
   * other.
   *
   * @param client An address, or a network whose addresses are all one client's.
   * @returns The time to wait first, in milliseconds; 0 where the try may be made.
   */
  begin(client: string): number {
    const now = this.#now();
    const known = this.#clients.get(client);
    const tries = known !== undefined && known.end > now ? known : { count: 0, next: 0, end: 0 };
    if (tries.next > now) return tries.next - now;
    tries.count++;
    tries.next = tries.count < FREE ? 0 : now + waitAfter(tries.count);
    tries.end = now + MEMORY;
    this.#clients.delete(client);
    this.#clients.set(client, tries);
    if (this.#clients.size > this.#most) this.#forgetOne();
    return 0;
  }

  /** Takes a try back that turned out to be right; earlier wrong ones still count. */
  takeBack(client: string): void {
    const tries = this.#clients.get(client);
    if (tries === undefined) return;
    tries.count--;
    tries.next = 0;
    if (tries.count <= 0) this.#clients.delete(client);
  }

  #forgetOne(): void {
    const [oldest] = this.#clients.keys();
    if (oldest !== undefined) this.#clients.delete(oldest);
  }
}

function waitAfter(count: number): number {
  return Math.min(LONGEST_WAIT, SHORTEST_WAIT * 2 ** (count - FREE));
}
