/**
 * Commands that go on while the next line is typed, such as one that follows the log.
 *
 * @module
 */

/** The commands of one conversation that go on. */
export class Following {
  /** The latest last. */
  readonly #running: AbortController[] = [];

  /** Whether any goes on. */
  get isActive(): boolean {
    return this.#running.length > 0;
  }

  /**
   * Lets a command go on until it ends by itself or is told to.
   *
   * @param work what it does until the signal is aborted
   * @param failed called with what it throws
   */
  start(work: (signal: AbortSignal) => Promise<unknown>, failed: (error: unknown) => void): void {
    const controller = new AbortController();
    this.#running.push(controller);
    work(controller.signal).catch(failed).finally(() => this.#remove(controller));
  }

  /**
   * Ends the latest.
   *
   * @returns whether there was one
   */
  endLatest(): boolean {
    const latest = this.#running.pop();
    latest?.abort();
    return latest !== undefined;
  }

  /** Ends all. */
  endAll(): void {
    while (this.endLatest());
  }

  #remove(controller: AbortController): void {
    const at = this.#running.indexOf(controller);
    if (at !== -1) this.#running.splice(at, 1);
  }
}
