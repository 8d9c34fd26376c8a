/** Worker threads that a test can end as a bug would. */

/** Sees the workers that are started until it is disposed of. */
export class CrashableWorkers implements Disposable {
  readonly #original = globalThis.Worker;
  readonly #started: Worker[] = [];

  /** Begins to see. */
  constructor() {
    const started = this.#started;
    globalThis.Worker = class extends this.#original {
      constructor(specifier: string | URL, options?: WorkerOptions) {
        super(specifier, options);
        started.push(this);
      }
    };
  }

  /** How many were started. */
  get count(): number {
    return this.#started.length;
  }

  /** Sends what no serving thread expects, so that it dies of an uncaught error; 0 is the first one started. */
  crash(place: number): void {
    const worker = this.#started[place];
    if (worker === undefined) throw new RangeError(`${this.count} workers were started, none at ${place}`);
    worker.postMessage(null);
  }

  /** Ends the seeing; the workers live on. */
  [Symbol.dispose](): void {
    globalThis.Worker = this.#original;
  }
}
