/** Random numbers for tests: the same seed gives the same run, so that a failure comes again. */

/** A small generator (mulberry32), and the choices that fuzz tests make with it. */
export class Random {
  #state: number;

  /** @param seed any integer; another one gives another run */
  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** A whole number from 0 up to, not including, the bound. */
  below(bound: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound);
  }

  /** True once in so many times. */
  oneIn(times: number): boolean {
    return this.below(times) === 0;
  }

  /** One of the items, of which there must be at least one. */
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  /** Up to `most` pieces in a row. */
  text(pieces: readonly string[], most: number): string {
    return Array.from({ length: this.below(most + 1) }, () => this.pick(pieces)).join("");
  }

  /** That many random bytes. */
  bytes(length: number): Uint8Array<ArrayBuffer> {
    return Uint8Array.from({ length }, () => this.below(256));
  }

  /** Where to cut a run of bytes: rising offsets below its length, the length itself last. */
  cuts(length: number, most: number): number[] {
    const inside = Array.from({ length: this.below(most + 1) }, () => this.below(length));
    return [...new Set([...inside.sort((a, b) => a - b), length])];
  }
}
