/**
 * `deno task bench`: LINPR beside its peers, measured on this machine.
 *
 * @module
 */
import { bench } from "./bench.ts";
import { BenchError } from "./bench_error.ts";
import { install } from "./install.ts";
import { listText } from "./list.ts";
import { type BenchOptions, parseOptions, USAGE, UsageError } from "./options.ts";
import { SERVERS } from "./servers/all.ts";
import { WORKLOADS } from "./workloads/all.ts";

/** Progress goes to stderr: stdout is for the report. */
function say(line: string): void {
  console.error(line);
}

async function main(): Promise<number> {
  const interruption = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    // What was started is ended, and what was written removed, on the way out.
    Deno.addSignalListener(signal, () => interruption.abort());
  }
  try {
    const known = { workloads: WORKLOADS.map(({ name }) => name), servers: SERVERS.map(({ name }) => name) };
    return await perform(parseOptions(Deno.args, known), interruption.signal);
  } catch (error) {
    if (interruption.signal.aborted) return 130;
    if (error instanceof UsageError) {
      say(`${error.message}\nSee 'deno task bench --help'.`);
      return 2;
    }
    if (error instanceof BenchError) {
      say(error.message);
      return 1;
    }
    throw error;
  }
}

async function perform(options: BenchOptions, signal: AbortSignal): Promise<number> {
  switch (options.mode) {
    case "help":
      console.log(USAGE);
      return 0;
    case "list":
      console.log(listText(WORKLOADS, SERVERS));
      return 0;
    case "install":
      await install(SERVERS.filter(({ name }) => options.servers?.includes(name) ?? true), say);
      return 0;
    case "run":
      return await bench(options, say, signal) ? 0 : 1;
  }
}

if (import.meta.main) Deno.exit(await main());
