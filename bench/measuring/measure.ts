/**
 * One measurement: a fresh server, one answer checked, a warm-up, the load.
 *
 * @module
 */
import { join } from "@std/path";
import { BenchError } from "../bench_error.ts";
import { startServer } from "../servers/running.ts";
import type { Server } from "../servers/server.ts";
import type { FieldLine, Workload } from "../workloads/workload.ts";
import type { CoreAssignment } from "./cores.ts";
import { freePort } from "./free_port.ts";
import { IdleClients } from "./idle_clients.ts";
import { type LoadReport, runLoad } from "./load.ts";
import { cpuSeconds, residentBytes } from "./process_tree.ts";
import { problemOf, type Sample, toSample } from "./sample.ts";
import { verify } from "./verify.ts";

/** What is measured, and how. */
export interface Setup {
  readonly workload: Workload;
  readonly server: Server;
  /** The server's program. */
  readonly executable: string;
  readonly cores: CoreAssignment;
  /** wrk's path. */
  readonly wrk: string;
  /** The content root. */
  readonly root: string;
  /** How long the load lasts, in seconds. */
  readonly seconds: number;
  /** How long the server warms up, in seconds; 0: not at all. */
  readonly warmUp: number;
  readonly signal: AbortSignal;
}

/** Why there are no figures. */
export interface Failure {
  /** The server answers wrongly, or not at all, so that there is nothing to compare; or something did not work. */
  readonly kind: "wrong" | "broken";
  readonly problem: string;
}

/** How a measurement ended. */
export type Outcome = { readonly kind: "measured"; readonly sample: Sample } | Failure;

/** Measures once. */
export async function measure(setup: Setup): Promise<Outcome> {
  const directory = await Deno.makeTempDir({ prefix: "linpr-bench-" });
  try {
    // Servers that were started by root give up its rights.
    await Deno.chmod(directory, 0o777);
    return await measureIn(directory, setup);
  } catch (error) {
    if (!(error instanceof BenchError)) throw error;
    return { kind: "broken", problem: error.message };
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

async function measureIn(directory: string, setup: Setup): Promise<Outcome> {
  const { workload, server, executable, root, cores, signal } = setup;
  const { target, idle: idleCount = 0, workers = 1, expected } = workload;
  const precompressed = expected.status === 200 && expected.coding !== undefined;
  const accessLog = workload.logged ? join(directory, "access.log") : undefined;
  const task = { executable, root, directory, port: freePort(), workers, precompressed, accessLog };
  await using running = await startServer({ server, task, cores: cores.server, signal });
  const { pid, origin } = running;
  const verdict = await verify(workload, origin, root, signal);
  if (verdict.kind === "wrong") return verdict;
  const { fields } = verdict;

  using idle = new IdleClients();
  if (!await idle.open(idleCount, task.port, target, signal)) {
    return { kind: "wrong", problem: `not all of the ${idleCount} idle connections were answered` };
  }
  if (setup.warmUp > 0) await warmUp(setup, origin, fields, directory);
  const cpuBefore = cpuSeconds(pid);
  const report = await load(setup, origin, fields, directory);
  const cpu = cpuSeconds(pid) - cpuBefore;
  const memory = residentBytes(pid);
  const measured = { workload, cores, report, cpuSeconds: cpu, memory, idleLost: idle.lost };
  const problem = problemOf(measured);
  return problem === undefined
    ? { kind: "measured", sample: toSample(measured) }
    : { kind: "wrong", problem };
}

/** The same load for a while, unless the workload has another wish. */
async function warmUp(
  setup: Setup,
  origin: string,
  fields: readonly FieldLine[],
  directory: string,
): Promise<void> {
  const { script: _, warmUpTarget: target, longWarmUp = 1, ...plain } = setup.workload;
  const workload = target === undefined ? setup.workload : { ...plain, target };
  await load({ ...setup, workload, seconds: setup.warmUp * longWarmUp }, origin, fields, directory);
}

async function load(
  { workload, wrk, cores, seconds, signal }: Setup,
  origin: string,
  fields: readonly FieldLine[],
  directory: string,
): Promise<LoadReport> {
  const { target, connections, script, beside } = workload;
  const common = { wrk, fields, seconds, cores: cores.load, directory };
  const asked = runLoad({ ...common, url: origin + target, connections, script, name: "load" }, signal);
  if (beside === undefined) return await asked;
  const url = origin + beside.target;
  const others = { ...common, url, connections: beside.connections, script: undefined, name: "beside" };
  const [report] = await Promise.all([asked, runLoad(others, signal)]);
  return report;
}
