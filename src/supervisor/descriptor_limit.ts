/**
 * How many connections the system's limit of open files allows.
 *
 * @module
 */

/** Descriptors that the runtime, its threads and open logs need. */
const RESERVE = 96;
/** A connection that sends a large file holds two descriptors. */
const PER_CONNECTION = 2;
/** Where the limit cannot be read, the usual one. */
const USUAL_LIMIT = 1024;
/** More connections than this one process is not asked to hold by default. */
const MOST = 100_000;
const FEWEST = 8;

/**
 * The most connections that all workers together should hold. At the limit of open files the runtime does not fail,
 * it ends; so the limit must never be reached.
 *
 * @param limits The text of `/proc/self/limits`; `undefined` where there is none.
 */
export function connectionBudget(limits: string | undefined): number {
  const soft = limits === undefined ? undefined : /^Max open files\s+(\d+|unlimited)/m.exec(limits)?.[1];
  const limit = soft === "unlimited" ? Infinity : Number(soft ?? USUAL_LIMIT);
  const budget = Math.floor((limit - RESERVE) / PER_CONNECTION);
  return Math.max(FEWEST, Math.min(budget, MOST));
}

/** The text of `/proc/self/limits`; `undefined` where the system has no such file. */
export function readLimits(): string | undefined {
  if (Deno.build.os !== "linux") return undefined;
  try {
    return Deno.readTextFileSync("/proc/self/limits");
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotCapable) return undefined;
    throw error;
  }
}
