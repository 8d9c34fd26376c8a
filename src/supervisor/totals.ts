/**
 * Adding up what workers count.
 *
 * @module
 */
import { CounterRow, makeCounterMemory } from "../channel/counters.ts";
import { Durations, HistogramRow, makeHistogramMemory } from "../channel/histogram.ts";

/** What is added up over workers, and kept when one is replaced. */
const SUMMED = [
  "accepted",
  "requests",
  "answers1xx",
  "answers2xx",
  "answers3xx",
  "answers4xx",
  "answers5xx",
  "failures",
  "bytesSent",
] as const;

/** A number that only grows. */
export type SummedName = typeof SUMMED[number];

/** The counters of all workers since startup. */
export class Totals {
  /** The memory that the workers write to. */
  readonly memory: SharedArrayBuffer;
  /** The memory that they write durations to. */
  readonly durationMemory: SharedArrayBuffer;
  readonly #rows: readonly CounterRow[];
  readonly #durationRows: readonly HistogramRow[];
  readonly #pastDurations = new Durations();
  readonly #past: Map<SummedName, number> = new Map();

  /** @param rows How many workers there may be at a time. */
  constructor(rows: number) {
    this.memory = makeCounterMemory(rows);
    this.durationMemory = makeHistogramMemory(rows);
    this.#rows = Array.from({ length: rows }, (_, index) => new CounterRow(this.memory, index));
    this.#durationRows = this.#rows.map((_, index) => new HistogramRow(this.durationMemory, index));
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

  /** How long answers took, over all workers, replaced ones included. */
  get durations(): Durations {
    const all = this.#pastDurations.copy();
    for (const row of this.#durationRows) row.addTo(all);
    return all;
  }

  /** A sum of what workers tell of this moment. */
  now(name: "active" | "cacheBytes" | "cacheEntries" | "cacheHits" | "cacheMisses"): number {
    return this.#rows.reduce((sum, row) => sum + row.get(name), 0);
  }

  /** By how much the latest event loop was late in the last ten seconds, in milliseconds. */
  get lag(): number {
    return Math.max(0, ...this.#rows.map((row) => row.get("lag")));
  }

  /** Keeps what a worker that died has counted, and clears its row for the next one. */
  retire(index: number): void {
    const row = this.row(index);
    for (const name of SUMMED) this.#past.set(name, (this.#past.get(name) ?? 0) + row.get(name));
    row.clear();
    const durations = this.#durationRows[index - 1];
    durations?.addTo(this.#pastDurations);
    durations?.clear();
  }
}
