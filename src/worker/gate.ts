/**
 * Whom the operator has shut out: `block`.
 *
 * @module
 */
import { type AddressMatcher, compileBlocks } from "../patterns/addresses.ts";

interface Block {
  readonly covers: AddressMatcher;
  hits: number;
}

/** Knows which addresses get no connection, and counts those that were refused. */
export class Gate {
  readonly #blocks: Map<string, Block> = new Map();

  /** How many connections each block has cost somebody, by its text. */
  get hits(): ReadonlyMap<string, number> {
    return new Map([...this.#blocks].map(([text, { hits }]) => [text, hits]));
  }

  /**
   * Shuts out other blocks of addresses; those that stay keep their counts.
   *
   * @returns the new ones
   */
  set(blocks: readonly string[]): readonly string[] {
    for (const text of this.#blocks.keys()) {
      if (!blocks.includes(text)) this.#blocks.delete(text);
    }
    const added = blocks.filter((text) => !this.#blocks.has(text));
    for (const text of added) this.#blocks.set(text, { covers: compileBlocks([text]), hits: 0 });
    return added;
  }

  /** Counts connections that a block has ended. */
  count(text: string, hits: number): void {
    const block = this.#blocks.get(text);
    if (block !== undefined) block.hits += hits;
  }

  /** Whether an address may have a connection; one that may not is counted. Without blocks it costs nothing. */
  admits(address: string): boolean {
    for (const block of this.#blocks.values()) {
      if (!block.covers(address)) continue;
      block.hits++;
      return false;
    }
    return true;
  }
}
