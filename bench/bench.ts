/**
 * A whole run: the content is made, everything is measured, the report is printed.
 *
 * @module
 */
import { join } from "@std/path";
import { BenchError } from "./bench_error.ts";
import { makeContent } from "./content.ts";
import { findProgram } from "./find_program.ts";
import { selectInstalled } from "./installed.ts";
import { allowedCores } from "./measuring/cores.ts";
import type { BenchOptions } from "./options.ts";
import { describeRun } from "./reporting/notes.ts";
import { markdownReport, textReport } from "./reporting/report.ts";
import { type Plan, run } from "./run.ts";
import { SERVERS } from "./servers/all.ts";
import { WORKLOADS } from "./workloads/all.ts";

/** Takes lines about the progress. */
export type Say = (line: string) => void;

/**
 * Measures, and prints the report.
 *
 * @returns whether every server and every load worked
 * @throws {BenchError} when there is nothing to measure, or to measure with
 */
export async function bench(options: BenchOptions, say: Say, signal: AbortSignal): Promise<boolean> {
  if (Deno.build.os !== "linux") {
    throw new BenchError("only on Linux: servers are pinned and observed by its means");
  }
  const wrk = findProgram("wrk");
  if (wrk === undefined) throw new BenchError("wrk is not installed: apt-get install wrk, or --install");
  const wanted = SERVERS.filter(({ name }) => options.servers?.includes(name) ?? true);
  const { installed, leftOut } = selectInstalled(wanted);
  leftOut.forEach((line) => say(`left out: ${line}`));
  if (installed.length === 0) throw new BenchError("none of the servers is installed");

  const directory = await Deno.makeTempDir({ prefix: "linpr-bench-" });
  try {
    // Servers that were started by root give up its rights, and must still reach the content root.
    await Deno.chmod(directory, 0o755);
    const { rounds, seconds, warmUp, smoke: shareCores } = options;
    const plan: Plan = {
      workloads: WORKLOADS.filter(({ name }) => options.only?.includes(name) ?? true),
      servers: installed,
      cores: allowedCores(),
      root: join(directory, "pub"),
      ...{ rounds, seconds, warmUp, shareCores, wrk, say, signal },
    };
    return await measureAndReport(plan, leftOut, options.markdown);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

async function measureAndReport(plan: Plan, leftOut: readonly string[], markdown: boolean): Promise<boolean> {
  await makeContent(plan.root, plan.workloads.flatMap(({ content }) => content));
  const notes = await describeRun(plan, leftOut);
  const results = await run(plan);
  const report = { notes, servers: plan.servers.map(({ server }) => server), results };
  console.log(markdown ? markdownReport(report) : textReport(report));
  return results.every(({ rows }) => rows.every(({ failure }) => failure?.kind !== "broken"));
}
