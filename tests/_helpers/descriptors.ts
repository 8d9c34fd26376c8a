/** How many files and sockets another process has open, as Linux tells below /proc. */

/** The number of open descriptors of a process. */
export function openDescriptors(pid: number): number {
  return [...Deno.readDirSync(`/proc/${pid}/fd`)].length;
}
