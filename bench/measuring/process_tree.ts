/**
 * A process and all that it started, as Linux tells below /proc.
 *
 * @module
 */

/** What is used of `/proc/PID/stat`. */
export interface ProcessStat {
  readonly parent: number;
  /** Seconds of processor time, of the process and of its children that have ended and were waited for. */
  readonly cpuSeconds: number;
}

/** `/proc` counts processor time in these, whatever the kernel's own clock does: USER_HZ of proc(5). */
const TICKS_PER_SECOND = 100;

/** The fields of `/proc/PID/stat` after the name, by proc(5)'s numbers less 3: ppid; utime, stime, cutime, cstime. */
const PARENT = 4 - 3;
const TIMES = [14 - 3, 15 - 3, 16 - 3, 17 - 3];

/** Reads `/proc/PID/stat`. The name, which is in parentheses, may itself have spaces and parentheses. */
export function parseStat(stat: string): ProcessStat {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ").map(Number);
  const ticks = TIMES.reduce((sum, index) => sum + (fields[index] ?? 0), 0);
  return { parent: fields[PARENT] ?? 0, cpuSeconds: ticks / TICKS_PER_SECOND };
}

/** The processes that descend from `root`, and itself. */
export function withDescendants(root: number, parents: ReadonlyMap<number, number>): number[] {
  const tree = [root];
  // The list grows while it is walked, until nobody in it has a child that is not.
  for (const pid of tree) {
    for (const [child, parent] of parents) if (parent === pid && !tree.includes(child)) tree.push(child);
  }
  return tree;
}

/** The processes that descend from `root`, and itself. */
export function processTree(root: number): number[] {
  const parents = new Map<number, number>();
  for (const { name } of Deno.readDirSync("/proc")) {
    const stat = /^\d+$/.test(name) ? readProc(`${name}/stat`) : undefined;
    if (stat !== undefined) parents.set(Number(name), parseStat(stat).parent);
  }
  return withDescendants(root, parents);
}

/** Seconds of processor time that a process and all that it started have used. */
export function cpuSeconds(root: number): number {
  return processTree(root).reduce((sum, pid) => {
    const stat = readProc(`${pid}/stat`);
    return sum + (stat === undefined ? 0 : parseStat(stat).cpuSeconds);
  }, 0);
}

/**
 * The memory that a process and all that it started hold, in bytes. A page that several processes share is counted
 * in parts: else a server would pay for its program once for each of its processes.
 *
 * @returns undefined where the system does not tell
 */
export function residentBytes(root: number): number | undefined {
  let kilobytes = 0;
  for (const pid of processTree(root)) {
    const share = /^Pss:\s+(\d+) kB$/m.exec(readProc(`${pid}/smaps_rollup`) ?? "")?.[1];
    if (share === undefined) return undefined;
    kilobytes += Number(share);
  }
  return kilobytes * 1024;
}

/** A file below /proc; undefined when its process has ended, or may not be looked into. */
function readProc(path: string): string | undefined {
  try {
    return Deno.readTextFileSync(`/proc/${path}`);
  } catch {
    // ENOENT, ESRCH, EACCES: whatever the reason, there is nothing to read.
    return undefined;
  }
}
