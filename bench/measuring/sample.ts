/**
 * What one measurement found: the load's report in relation to what the server used.
 *
 * @module
 */
import type { Workload } from "../workloads/workload.ts";
import type { CoreAssignment } from "./cores.ts";
import type { LoadReport } from "./load.ts";

/** The figures of one measurement. */
export interface Sample {
  /** Requests, or for some workloads bytes, per second. */
  readonly rate: number;
  /** The same per second of processor time; undefined when that was too short to tell. */
  readonly cpuRate: number | undefined;
  /** Median latency in microseconds. */
  readonly p50: number;
  /** The latency that one answer in a hundred exceeds, in microseconds. */
  readonly p99: number;
  /** How busy the server's cores were: 1 is fully. */
  readonly serverBusy: number;
  /** How busy the load's cores were. */
  readonly loadBusy: number;
  /** Memory at the end of the load, in bytes; undefined where the system does not tell. */
  readonly memory: number | undefined;
  /** Broken connections and late answers. */
  readonly errors: number;
}

/** What a load came to. */
export interface Measured {
  readonly workload: Workload;
  readonly cores: CoreAssignment;
  readonly report: LoadReport;
  /** Processor time that the server used meanwhile, in seconds. */
  readonly cpuSeconds: number;
  readonly memory: number | undefined;
  /** How many idle connections the server has closed. */
  readonly idleLost: number;
}

/** What makes the figures worthless, in few words; undefined when nothing does. */
export function problemOf({ report, workload, idleLost }: Measured): string | undefined {
  const { requests, statusErrors } = report;
  const expectsError = workload.expected.status >= 400;
  if (requests === 0) return "no answer in time";
  if (!expectsError && statusErrors > 0) return `${statusErrors} answers of 400 and more`;
  if (expectsError && statusErrors < requests) return `${requests - statusErrors} answers below 400`;
  return idleLost > 0 ? `${idleLost} of ${workload.idle} idle connections closed` : undefined;
}

/** Puts the figures in relation to the time and the cores that there were. */
export function toSample({ report, workload, cores, cpuSeconds, memory }: Measured): Sample {
  const seconds = report.microseconds / 1e6;
  const amount = workload.unit === "bytes" ? report.bytes : report.requests;
  return {
    rate: amount / seconds,
    cpuRate: cpuSeconds > 0 ? amount / cpuSeconds : undefined,
    p50: report.p50,
    p99: report.p99,
    serverBusy: cpuSeconds / seconds / cores.server.length,
    loadBusy: report.cpuSeconds / seconds / cores.load.length,
    memory,
    errors: report.socketErrors + report.timeouts,
  };
}
