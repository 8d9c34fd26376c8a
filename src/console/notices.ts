/**
 * Lines for whoever watches the server, unasked: a worker was replaced, for example. All in them that came from clients
 * is escaped.
 */
export class Notices {
  readonly #listeners = new Set<(line: string) => void>();

  /**
   * Has a listener told from now on.
   *
   * @returns ends that
   */
  add(listener: (line: string) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Tells all listeners. */
  tell(line: string): void {
    for (const listener of this.#listeners) listener(line);
  }
}
