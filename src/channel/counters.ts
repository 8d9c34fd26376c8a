/**
 * The counters that workers keep and the main thread reads, in shared memory.
 *
 * One row a worker and only that worker writes it, so that counting is a plain store: no lock, no atomic
 * operation, no message. A reader may see a row in the middle of a request; each number is whole.
 *
 * @module
 */

/** What is counted; the order is the layout of a row. */
export const COUNTERS = [
  /** Monotonic time of the last sign of life, in milliseconds since the epoch. */
  "heartbeat",
  /** Connections accepted. */
  "accepted",
  /** Connections open now. */
  "connections",
  /** Those of them that have a request in hand: from its first byte until its answer is written. */
  "active",
  /** Requests answered, refused ones included. */
  "requests",
  /** Answers by class. */
  "answers1xx",
  "answers2xx",
  "answers3xx",
  "answers4xx",
  "answers5xx",
  /** Answers of 5xx that say nothing of what a client asked for, as 501 and 505 do: something is wrong here. */
  "failures",
  /** Bytes written to clients, heads included. */
  "bytesSent",
  /** Bytes that the file cache holds, and how many entries. */
  "cacheBytes",
  "cacheEntries",
  /** How often the cache was asked for an entry that it had, or had not, since its settings are in force. */
  "cacheHits",
  "cacheMisses",
  /** By how much the event loop was late at most in the last ten seconds, in milliseconds. */
  "lag",
] as const;

/** The name of one counter. */
export type CounterName = typeof COUNTERS[number];

const INDEX: Readonly<Record<CounterName, number>> = Object.fromEntries(
  COUNTERS.map((name, index) => [name, index]),
) as Record<CounterName, number>;

const NOT_IMPLEMENTED = 501;
const VERSION_NOT_SUPPORTED = 505;

/** A row is padded to whole cache lines of 64 bytes, so that workers do not contend for one. */
const ROW = Math.ceil(COUNTERS.length / 8) * 8;

/** One worker's row. */
export class CounterRow {
  readonly #row: Float64Array;

  /**
   * @param memory As made by {@linkcode makeCounterMemory}.
   * @param index The row's number, from 0.
   */
  constructor(memory: SharedArrayBuffer, index: number) {
    this.#row = new Float64Array(memory, index * ROW * Float64Array.BYTES_PER_ELEMENT, ROW);
  }

  /** Reads a counter. */
  get(name: CounterName): number {
    return this.#row[INDEX[name]] ?? 0;
  }

  /** Adds to a counter; its worker only. */
  add(name: CounterName, amount: number): void {
    const index = INDEX[name];
    this.#row[index] = (this.#row[index] ?? 0) + amount;
  }

  /** Sets a counter; its worker only. */
  set(name: CounterName, value: number): void {
    this.#row[INDEX[name]] = value;
  }

  /** Counts one answer; its worker only. */
  addAnswer(status: number): void {
    const requests = INDEX.requests;
    const answers = INDEX.answers1xx - 1 + Math.floor(status / 100);
    this.#row[requests] = (this.#row[requests] ?? 0) + 1;
    this.#row[answers] = (this.#row[answers] ?? 0) + 1;
    if (status >= 500 && status !== NOT_IMPLEMENTED && status !== VERSION_NOT_SUPPORTED) {
      this.add("failures", 1);
    }
  }

  /** Sets every counter to 0, for a new worker on an old row. */
  clear(): void {
    this.#row.fill(0);
  }
}

/** Makes the shared memory for a number of rows. */
export function makeCounterMemory(rows: number): SharedArrayBuffer {
  return new SharedArrayBuffer(rows * ROW * Float64Array.BYTES_PER_ELEMENT);
}
