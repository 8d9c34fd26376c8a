/**
 * The load: wrk, and what it reports.
 *
 * @module
 */
import { fromFileUrl, join } from "@std/path";
import { BenchError } from "../bench_error.ts";
import type { FieldLine, LoadScript } from "../workloads/workload.ts";

/** What wrk is to do. */
export interface Load {
  /** wrk's path. */
  readonly wrk: string;
  readonly url: string;
  readonly fields: readonly FieldLine[];
  readonly connections: number;
  readonly seconds: number;
  readonly cores: readonly number[];
  readonly script: LoadScript | undefined;
  /** Where the script may be written. */
  readonly directory: string;
  /** What it is called there. */
  readonly name: string;
}

/** What came of it. */
export interface LoadReport {
  readonly requests: number;
  readonly bytes: number;
  readonly microseconds: number;
  /** Median latency, in microseconds. */
  readonly p50: number;
  /** The latency that one answer in a hundred exceeds, in microseconds. */
  readonly p99: number;
  /** Answers with a status of 400 or more. */
  readonly statusErrors: number;
  /** Connections that could not be made, or broke. */
  readonly socketErrors: number;
  /** Answers that took longer than {@linkcode TIMEOUT}. */
  readonly timeouts: number;
  /** Processor time that wrk itself used. */
  readonly cpuSeconds: number;
}

/** From when on wrk calls an answer late, in seconds. */
const TIMEOUT = 10;
/** How long wrk may take to begin or to report beyond its time, in milliseconds. */
const PATIENCE = 15_000;
/** The pause between two looks whether wrk has begun, in milliseconds. */
const LOOK = 5;
const SIGINT = 2;

const NUMBERS = [
  "requests",
  "bytes",
  "microseconds",
  "p50",
  "p99",
  "statusErrors",
  "socketErrors",
  "timeouts",
  "cpuSeconds",
] as const satisfies (keyof LoadReport)[];

/** wrk's command line. */
export function wrkArguments(load: Load, script: string): string[] {
  return [
    `--threads=${load.cores.length}`,
    `--connections=${load.connections}`,
    // wrk knows whole seconds only; see runLoad().
    `--duration=${Math.ceil(load.seconds)}s`,
    `--timeout=${TIMEOUT}s`,
    `--script=${script}`,
    ...load.fields.map(([name, value]) => `--header=${name}: ${value}`),
    load.url,
    ...(load.script === undefined ? [] : ["--", ...load.script.args]),
  ];
}

/**
 * Finds the line of `lua/report.lua` in what wrk printed.
 *
 * @throws {BenchError} when there is none
 */
export function parseReport(output: string): LoadReport {
  const line = /^linpr-bench (\{.*\})$/m.exec(output)?.[1];
  if (line === undefined) throw new BenchError(`wrk reported nothing:\n${output}`);
  const parsed: Record<string, unknown> = JSON.parse(line);
  const entries = NUMBERS.map((name) => {
    const value = parsed[name];
    if (typeof value !== "number") throw new BenchError(`wrk's report has no ${name}: ${line}`);
    return [name, value] as const;
  });
  return Object.fromEntries(entries) as Record<typeof NUMBERS[number], number>;
}

/**
 * Runs wrk for as long as the load says, on its cores.
 *
 * @throws {BenchError} when wrk fails
 */
export async function runLoad(load: Load, signal: AbortSignal): Promise<LoadReport> {
  const script = await writeScript(load);
  const child = new Deno.Command("taskset", {
    args: ["--cpu-list", load.cores.join(","), load.wrk, ...wrkArguments(load, script)],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    signal,
  }).spawn();
  const overdue = setTimeout(() => send(child, "SIGKILL"), Math.ceil(load.seconds) * 1000 + PATIENCE);
  try {
    const isWhole = Number.isInteger(load.seconds);
    const ended = isWhole ? undefined : endAfter(child, load.seconds * 1000);
    const [{ stdout, stderr }] = await Promise.all([child.output(), ended]);
    signal.throwIfAborted();
    const decoder = new TextDecoder();
    return parseReport(decoder.decode(stdout) + decoder.decode(stderr));
  } finally {
    clearTimeout(overdue);
  }
}

async function writeScript({ script, directory, name }: Load): Promise<string> {
  const files = ["report.lua", ...(script === undefined ? [] : [script.file])];
  const parts = files.map((file) =>
    Deno.readTextFile(fromFileUrl(new URL(`../lua/${file}`, import.meta.url)))
  );
  const path = join(directory, `${name}.lua`);
  await Deno.writeTextFile(path, (await Promise.all(parts)).join("\n"));
  return path;
}

/** Ends wrk before its time, which is whole seconds. Interrupted it reports, as long as it has begun. */
async function endAfter(child: Deno.ChildProcess, milliseconds: number): Promise<void> {
  for (const end = performance.now() + PATIENCE; performance.now() < end;) {
    const status = readStatus(child.pid);
    if (status === undefined) return;
    if (catches(status, SIGINT)) break;
    await new Promise((resume) => setTimeout(resume, LOOK));
  }
  await new Promise((resume) => setTimeout(resume, milliseconds));
  send(child, "SIGINT");
}

/** Whether `/proc/PID/status` says that the process has a handler for a signal. */
export function catches(status: string, signal: number): boolean {
  const mask = BigInt(`0x${/^SigCgt:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? "0"}`);
  return (mask >> BigInt(signal - 1)) % 2n === 1n;
}

function readStatus(pid: number): string | undefined {
  try {
    return Deno.readTextFileSync(`/proc/${pid}/status`);
  } catch {
    // It has ended.
    return undefined;
  }
}

function send(child: Deno.ChildProcess, signal: Deno.Signal): void {
  try {
    child.kill(signal);
  } catch (error) {
    // What Deno throws when the process has ended.
    if (!(error instanceof TypeError)) throw error;
  }
}
