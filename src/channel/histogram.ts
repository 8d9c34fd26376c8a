/**
 * How long answers took, counted in shared memory: one row a worker, written by it alone with plain stores.
 *
 * The buckets are an eighth of a power of two wide, from a microsecond to half an hour: whatever is read from them is
 * within 6.25 % of what it was, in 2 KB a worker however many answers there are.
 *
 * @module
 */

/** Buckets to a power of two: 2 to the power of {@linkcode SUB_BITS}. */
const SUB_BITS = 3;
const SUB = 1 << SUB_BITS;
/** The largest value that is told from a larger one, in microseconds. */
const LARGEST = 2 ** 31 - 1;
const BUCKETS = (31 - SUB_BITS + 1) * SUB;
/** The slot of the longest duration, in milliseconds. */
const MAX = BUCKETS;
/** Whole cache lines, so that workers do not contend for one. */
const ROW = Math.ceil((BUCKETS + 1) / 8) * 8;

/** The bucket of a number of microseconds, whole and not negative. */
export function bucketOf(microseconds: number): number {
  if (microseconds < SUB) return microseconds;
  const power = 31 - Math.clz32(microseconds);
  return (power - SUB_BITS + 1) * SUB + ((microseconds >> (power - SUB_BITS)) & (SUB - 1));
}

/** The middle of a bucket, in microseconds. */
export function middleOf(bucket: number): number {
  if (bucket < SUB) return bucket;
  const shift = Math.floor(bucket / SUB) - 1;
  const low = (SUB + bucket % SUB) * 2 ** shift;
  return low + (2 ** shift - 1) / 2;
}

/** One worker's row. */
export class HistogramRow {
  readonly #row: Float64Array;

  /**
   * @param memory As made by {@linkcode makeHistogramMemory}.
   * @param index The row's number, from 0.
   */
  constructor(memory: SharedArrayBuffer, index: number) {
    this.#row = new Float64Array(memory, index * ROW * Float64Array.BYTES_PER_ELEMENT, ROW);
  }

  /** Counts a duration in milliseconds; its worker only. */
  add(duration: number): void {
    const row = this.#row;
    const microseconds = duration * 1000;
    const bucket = bucketOf(microseconds < LARGEST ? Math.floor(microseconds) : LARGEST);
    row[bucket] = (row[bucket] ?? 0) + 1;
    if (duration > (row[MAX] ?? 0)) row[MAX] = duration;
  }

  /** Adds what the row holds to a copy of what others hold. */
  addTo(sum: Durations): void {
    const { counts } = sum;
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      counts[bucket] = (counts[bucket] ?? 0) + (this.#row[bucket] ?? 0);
    }
    sum.max = Math.max(sum.max, this.#row[MAX] ?? 0);
  }

  /** Forgets all, for a new worker on an old row. */
  clear(): void {
    this.#row.fill(0);
  }
}

/** Durations of several rows together. */
export class Durations {
  /** How many fell into each bucket. */
  readonly counts: Float64Array<ArrayBuffer> = new Float64Array(BUCKETS);
  /** The longest, in milliseconds. */
  max = 0;

  /** The same, to be added to. */
  copy(): Durations {
    const copy = new Durations();
    copy.counts.set(this.counts);
    copy.max = this.max;
    return copy;
  }

  /**
   * Those that were added since a copy was made. The longest is exact where it is the longest of all, too, and else within
   * 6.25 %.
   */
  since(before: Durations): Durations {
    const since = new Durations();
    let last = 0;
    for (const [bucket, count] of this.counts.entries()) {
      const added = count - (before.counts[bucket] ?? 0);
      since.counts[bucket] = added;
      if (added > 0) last = bucket;
    }
    since.max = this.max > before.max ? this.max : Math.min(this.max, middleOf(last) / 1000);
    return since;
  }

  /**
   * The duration that a share of all did not exceed, in milliseconds, within 6.25 %.
   *
   * @param share Between 0 and 1.
   * @returns 0 where there are none.
   */
  percentile(share: number): number {
    const total = this.counts.reduce((sum, count) => sum + count, 0);
    let left = Math.ceil(total * share);
    for (const [bucket, count] of this.counts.entries()) {
      left -= count;
      if (count > 0 && left <= 0) return Math.min(middleOf(bucket) / 1000, this.max);
    }
    return this.max;
  }
}

/** Makes the shared memory for a number of rows. */
export function makeHistogramMemory(rows: number): SharedArrayBuffer {
  return new SharedArrayBuffer(rows * ROW * Float64Array.BYTES_PER_ELEMENT);
}
