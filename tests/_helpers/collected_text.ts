/** What a process has written so far, and waiting until it has written something. */

/** How long to wait for an expected text by default: 20 s, in milliseconds, for a busy machine. */
const PATIENCE = 20_000;

/** The text of a stream, read in the background to its end. */
export class CollectedText {
  /** Settles when the stream has ended. */
  readonly ended: Promise<void>;
  #text = "";
  #isOpen = true;
  readonly #waiting = new Set<() => void>();

  /** Starts reading `stream`, which is UTF-8. */
  constructor(stream: ReadableStream<Uint8Array>) {
    this.ended = this.#read(stream);
  }

  /** Everything so far. */
  get text(): string {
    return this.#text;
  }

  /**
   * Waits until the text has a match of `pattern` at or after the index `from`.
   *
   * @param patience how long, in milliseconds; default: 20 s
   * @throws {Error} with the text so far, when the stream ends or the time is up first
   */
  async waitFor(
    pattern: RegExp,
    { from = 0, patience = PATIENCE }: { from?: number; patience?: number } = {},
  ): Promise<RegExpExecArray> {
    const { promise, resolve, reject } = Promise.withResolvers<RegExpExecArray>();
    const fail = (why: string) => reject(new Error(`${why} before ${pattern} came. Text:\n${this.#text}`));
    const look = () => {
      // A copy, for a pattern with the flag g or y remembers where it stopped.
      const match = new RegExp(pattern).exec(this.#text.slice(from));
      if (match !== null) resolve(match);
      else if (!this.#isOpen) fail("the stream ended");
    };
    const timer = setTimeout(() => fail(`${patience} ms passed`), patience);
    this.#waiting.add(look);
    try {
      look();
      return await promise;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(look);
    }
  }

  async #read(stream: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    for await (const chunk of stream) {
      this.#text += decoder.decode(chunk, { stream: true });
      this.#wake();
    }
    this.#isOpen = false;
    this.#wake();
  }

  #wake(): void {
    for (const look of this.#waiting) look();
  }
}
