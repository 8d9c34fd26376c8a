/**
 * How fast bytes may leave on one connection: `limits.bandwidth`.
 *
 * @module
 */

/** What {@linkcode Pace} goes by; tests have others. */
export interface PaceClock {
  /** A monotonic time in milliseconds. */
  readonly now: () => number;
  /** Waits for so many milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** What may leave at once after a pause, in seconds of the rate: the shortest time between two writes, too. */
const BURST = 0.25;

const CLOCK: PaceClock = {
  now: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** The pace of one connection: a bucket that fills at the rate. */
export class Pace {
  readonly #clock: PaceClock;
  /** Bytes that may leave now; below 0 after more did. Full at first. */
  #bytes = Infinity;
  #filledAt: number;

  /** Makes a full bucket. */
  constructor(clock: PaceClock = CLOCK) {
    this.#clock = clock;
    this.#filledAt = clock.now();
  }

  /**
   * Waits until some bytes may leave.
   *
   * @param wanted How many there are.
   * @param rate Bytes a second. It may change from call to call, as settings do.
   * @returns How many of them may leave; at least 1.
   */
  async room(wanted: number, rate: number): Promise<number> {
    const piece = Math.min(wanted, Math.max(1, Math.floor(rate * BURST)));
    this.#fill(rate);
    while (this.#bytes < piece) {
      await this.#clock.sleep(Math.ceil((piece - this.#bytes) / rate * 1000));
      this.#fill(rate);
    }
    return piece;
  }

  /** Takes the bytes that have left. */
  spend(count: number): void {
    this.#bytes -= count;
  }

  #fill(rate: number): void {
    const now = this.#clock.now();
    const most = Math.max(1, rate * BURST);
    this.#bytes = Math.min(most, this.#bytes + (now - this.#filledAt) / 1000 * rate);
    this.#filledAt = now;
  }
}
