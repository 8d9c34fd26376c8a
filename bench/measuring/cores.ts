/**
 * Which processor cores the server gets, and which the load.
 *
 * @module
 */

/** Cores by their number, as `taskset --cpu-list` takes them. */
export interface CoreAssignment {
  readonly server: readonly number[];
  readonly load: readonly number[];
}

/** The cores that this process may use. */
export function allowedCores(): number[] {
  const status = Deno.readTextFileSync("/proc/self/status");
  return parseCoreList(/^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1] ?? "0");
}

/** Reads a list as the kernel writes it: `0-3,8`. */
export function parseCoreList(list: string): number[] {
  return list.split(",").flatMap((part) => {
    const [first = NaN, last = first] = part.split("-").map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

/**
 * Gives each worker of the server a core of its own, and the load as many others, or one at least.
 *
 * @param share Whether a machine with too few cores lets server and load share them: the figures then mean nothing.
 * @returns undefined when there are too few
 */
export function assignCores(
  cores: readonly number[],
  workers: number,
  share: boolean,
): CoreAssignment | undefined {
  if (cores.length > workers) {
    return { server: cores.slice(0, workers), load: cores.slice(workers).slice(-workers) };
  }
  return share ? { server: cores, load: cores } : undefined;
}
