/**
 * All measurements of a run, in several rounds: the servers take turns, so that a busy minute of the machine troubles
 * all of them.
 *
 * @module
 */
import { assignCores } from "./measuring/cores.ts";
import { type Failure, measure } from "./measuring/measure.ts";
import type { Sample } from "./measuring/sample.ts";
import type { Server } from "./servers/server.ts";
import type { Workload } from "./workloads/workload.ts";

/** A server that is installed. */
export interface Installed {
  readonly server: Server;
  /** The path of its program. */
  readonly executable: string;
}

/** What a run does. */
export interface Plan {
  readonly workloads: readonly Workload[];
  readonly servers: readonly Installed[];
  readonly rounds: number;
  /** How long each load lasts, in seconds. */
  readonly seconds: number;
  /** How long each server warms up before it, in seconds. */
  readonly warmUp: number;
  /** The processor cores that may be used. */
  readonly cores: readonly number[];
  /** Whether server and load share cores where there are too few. */
  readonly shareCores: boolean;
  /** wrk's path. */
  readonly wrk: string;
  /** The content root. */
  readonly root: string;
  /** Takes a line about each measurement. */
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** What a server did in one workload. */
export interface Row {
  readonly server: Server;
  /** One of each round, as far as it came. */
  readonly samples: Sample[];
  /** Why it came no further. */
  failure?: Failure;
}

/** A workload and what came of it. */
export interface Result {
  readonly workload: Workload;
  readonly rows: readonly Row[];
  /** Why there are no rows, where the machine is to blame. */
  readonly leftOut?: string;
}

/** Runs everything. */
export async function run(plan: Plan): Promise<Result[]> {
  const results: Result[] = [];
  for (const workload of plan.workloads) {
    results.push(await runWorkload(plan, workload));
  }
  return results;
}

async function runWorkload(plan: Plan, workload: Workload): Promise<Result> {
  const { workers = 1, logged = false } = workload;
  const cores = assignCores(plan.cores, workers, plan.shareCores);
  if (cores === undefined) {
    return { workload, rows: [], leftOut: `needs ${workers + 1} cores, and here are ${plan.cores.length}` };
  }
  const suited = plan.servers.filter(({ server }) =>
    (workers === 1 || server.hasWorkers) && (!logged || server.hasAccessLog) &&
    (server.suits?.(workload) ?? true)
  );
  const entries = suited.map(({ server, executable }) => {
    const row: Row = { server, samples: [] };
    return { row, executable };
  });
  for (let round = 0; round < plan.rounds; round++) {
    for (const { row, executable } of rotated(entries, round)) {
      // What failed once would fail again: the time is better spent on the others.
      if (row.failure !== undefined) continue;
      plan.signal.throwIfAborted();
      const outcome = await measure({ ...plan, workload, server: row.server, executable, cores });
      if (outcome.kind === "measured") row.samples.push(outcome.sample);
      else row.failure = outcome;
      plan.say(`${workload.name}, round ${round + 1} of ${plan.rounds}, ${progress(row, workload)}`);
    }
  }
  return { workload, rows: entries.map(({ row }) => row) };
}

function progress({ server, samples, failure }: Row, { unit = "requests" }: Workload): string {
  const said = failure?.problem ?? `${Math.round(samples.at(-1)?.rate ?? 0).toLocaleString("en")} ${unit}/s`;
  return `${server.name}: ${said}`;
}

/** The first one is another one in each round: who comes first may find the machine in another state. */
function rotated<T>(items: readonly T[], by: number): T[] {
  const start = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}
