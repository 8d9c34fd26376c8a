/** Lines that wait for their turn, from those who type them to the one who works on them. */
export class LineQueue implements AsyncIterable<string> {
  readonly #lines: string[] = [];
  #ended = false;
  #wake: (() => void) | undefined;

  /** Puts a line at the end. */
  push(line: string): void {
    this.#lines.push(line);
    this.#wake?.();
  }

  /** No more lines will come; those that wait still have their turn. */
  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  /** Gives the lines in their order, to one taker. */
  async *[Symbol.asyncIterator](): AsyncGenerator<string, void> {
    for (;;) {
      const line = this.#lines.shift();
      if (line !== undefined) yield line;
      else if (this.#ended) return;
      else await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }
}
