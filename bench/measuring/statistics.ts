/**
 * What several rounds say together.
 *
 * @module
 */

/** The middle of several numbers, and how far they are apart. */
export interface Spread {
  /** The middle one of an odd number of values, the mean of the two middle ones of an even number. */
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** @returns undefined when there are no values */
export function spread(values: readonly number[]): Spread | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const upper = sorted[Math.floor(half)];
  const lower = sorted[Math.ceil(half) - 1];
  if (lower === undefined || upper === undefined) return undefined;
  return { median: (lower + upper) / 2, least: Math.min(...values), most: Math.max(...values) };
}

/**
 * How many times the other's value each value is, round by round: what troubles the machine for a while then troubles
 * both. Rounds that only one of them has do not count.
 */
export function ratios(values: readonly number[], others: readonly number[]): number[] {
  return values.flatMap((value, round) => {
    const other = others[round];
    return other === undefined || other === 0 ? [] : [value / other];
  });
}
