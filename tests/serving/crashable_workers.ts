/** Worker threads that a test can end as a bug would. */

/** Sees the workers that are started until it is disposed of. */
export class CrashableWorkers implements Disposable {
  readonly #original = globalThis.Worker;
  readonly #started: Worker[] = [];
  readonly #fatal: Map<Worker, string> = new Map();

  /** Begins to see. */
  constructor() {
    const [started, fatal] = [this.#started, this.#fatal];
    globalThis.Worker = class extends this.#original {
      constructor(specifier: string | URL, options?: WorkerOptions) {
        super(specifier, options);
        started.push(this);
      }

      override postMessage(message: { readonly type: string }): void {
        super.postMessage(message?.type === fatal.get(this) ? null : message);
      }
    };
  }

  /** How many were started. */
  get count(): number {
    return this.#started.length;
  }

  /** Sends what no serving thread expects, so that it dies of an uncaught error; 0 is the first one started. */
  crash(place: number): void {
    this.#at(place).postMessage(null);
  }

  /** Has one die of the next message of a type, and of nothing else. */
  crashOf(type: string, place: number): void {
    this.#fatal.set(this.#at(place), type);
  }

  /** Ends the seeing; the workers live on. */
  [Symbol.dispose](): void {
    globalThis.Worker = this.#original;
  }

  #at(place: number): Worker {
    const worker = this.#started[place];
    if (worker === undefined) throw new RangeError(`${this.count} workers were started, none at ${place}`);
    return worker;
  }
}
