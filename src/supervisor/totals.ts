/**
 * Adding up what workers count.
 *
 * @module
 */
import { CounterRow, makeCounterMemory } from "../channel/counters.ts";

/** What is added up over workers, and kept when one is replaced. */
const SUMMED = [
  "accepted",
  "requests",
  "answers1xx",
  "answers2xx",
  "answers3xx",
  "answers4xx",
  "answers5xx",
  "bytesSent",
] as const;

/** A number that only grows. */
export type SummedName = typeof SUMMED[number];

/** The counters of all workers since startup. */
export class Totals {
  /** The memory that the workers write to. */
  readonly memory: SharedArrayBuffer;
  readonly #rows: readonly CounterRow[];
  readonly #past: Map<SummedName, number> = new Map();

  /** @param rows How many workers there may be at a time. */
  constructor(rows: number) {
    this.memory = makeCounterMemory(rows);
    this.#rows = Array.from({ length: rows }, (_, index) => new CounterRow(this.memory, index));
  }

  /** How many workers there may be at a time. */
  get rows(): number {
    return this.#rows.length;
  }

  /** The row of one worker. */
  row(index: number): CounterRow {
    const row = this.#rows[index - 1];
    if (row === undefined) throw new RangeError(`there is no worker ${index}`);
    return row;
  }

  /** The connections that are open now. */
  get connections(): number {
    return this.#rows.reduce((sum, row) => sum + row.get("connections"), 0);
  }

  /** A sum over all workers, replaced ones included. */
  sum(name: SummedName): number {
    return this.#rows.reduce((sum, row) => sum + row.get(name), this.#past.get(name) ?? 0);
  }

  /** Keeps what a worker that died has counted, and clears its row for the next one. */
  retire(index: number): void {
    const row = this.row(index);
    for (const name of SUMMED) this.#past.set(name, (this.#past.get(name) ?? 0) + row.get(name));
    row.clear();
  }
}
