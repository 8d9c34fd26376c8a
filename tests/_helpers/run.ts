/** A LINPR that ends by itself. */

import { type ProcessOptions, startProcess } from "./process.ts";

/** What is left of a process. */
export interface Ended {
  /** The exit code; 128 and the signal's number after a signal. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs LINPR with these arguments until it ends. */
export async function runToEnd(
  args: readonly string[],
  options: Omit<ProcessOptions, "args">,
): Promise<Ended> {
  await using process = startProcess({ ...options, args });
  const { code } = await process.status;
  await Promise.all([process.stdout.ended, process.stderr.ended]);
  return { code, stdout: process.stdout.text, stderr: process.stderr.text };
}
