/**
 * How the figures came about: what stands below the tables.
 *
 * @module
 */
import { assignCores } from "../measuring/cores.ts";
import type { Plan } from "../run.ts";
import { BASELINE } from "../servers/all.ts";
import { machineText, versionText } from "./machine.ts";

/**
 * Describes a run.
 *
 * @param leftOut Lines about the servers that are not installed.
 */
export async function describeRun(plan: Plan, leftOut: readonly string[]): Promise<string[]> {
  const { rounds, seconds, warmUp, servers, cores } = plan;
  const versions = await Promise.all(servers.map(versionText));
  return [
    `Machine: ${
      machineText(cores.length)
    }. Each worker has a core of its own, wrk another; all on 127.0.0.1.`,
    ...(sharesCores(plan)
      ? ["Where cores were too few, server and load shared them: that compares nothing."]
      : []),
    `Rounds: ${rounds}, in which the servers took turns, each freshly started; ${warmUp} s to warm up and ` +
    `${seconds} s of load. Ratios are to ${BASELINE.title} in the same round: median, and in parentheses least and ` +
    "most; all else is the median. Memory is of all of a server's processes (proportional set size), after the load.",
    "A * marks where the server was not fully busy: wrk, or something else on the machine, was the limit.",
    "Failed are servers that gave another answer than the workload asks for, or did not stand the load.",
    `Versions: ${versions.join("; ")}.`,
    `Left out: ${leftOut.length === 0 ? "nothing" : leftOut.join("; ")}.`,
    "Access logs were off but for the row with them on, in which every server that can writes one to a file.",
  ];
}

function sharesCores({ shareCores, workloads, cores }: Plan): boolean {
  return shareCores && workloads.some(({ workers = 1 }) => assignCores(cores, workers, false) === undefined);
}
