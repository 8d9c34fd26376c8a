/** What the console can ask of the supervisor: plain values, made anew at each call. */

import type { Rates } from "./rates.ts";

/**
 * Where the server stands.
 *
 * `stopped` has no port; `claimed` holds the port without accepting (`startup`); `listening`
 * accepts (`listen`); `draining` accepts no more and finishes what is in flight (`stop`).
 */
export type ServerState = "stopped" | "claimed" | "listening" | "draining";

/** The address that the server is, or is to be, bound to. */
export interface ListenAddress {
  /** A host name or an IP address, an IPv6 one without brackets. */
  readonly hostname: string;
  /** 0 asks the system for a free port. */
  readonly port: number;
}

/** One worker's counters since it started. */
export interface WorkerStatus {
  /** 1, 2, … */
  readonly index: number;
  /** `dead`: gone, and about to be replaced. */
  readonly state: "starting" | "claimed" | "listening" | "draining" | "stuck" | "dead";
  /** Open connections. */
  readonly connections: number;
  /** Those of them that have a request in hand. */
  readonly active: number;
  /** Requests answered, refused ones included. */
  readonly requests: number;
}

/** The server's counters since `startup`, over all workers, replaced ones included. */
export interface ServerStatus {
  readonly state: ServerState;
  readonly address: ListenAddress | undefined;
  /** The directory that is served: an absolute path. */
  readonly contentRoot: string;
  /** Milliseconds since `startup`; 0 when stopped. */
  readonly uptime: number;
  readonly workers: readonly WorkerStatus[];
  /** Open connections. */
  readonly connections: number;
  /**
   * Those of them that have a request in hand, from its first byte until its answer is written: as each has one at most,
   * this is the number of requests in hand.
   */
  readonly active: number;
  /** The others. */
  readonly idle: number;
  readonly requests: number;
  /** Answers by class: index 1 is 1xx … 5 is 5xx; index 0 is unused. */
  readonly answers: readonly number[];
  /** Bytes written to clients, heads included. */
  readonly bytesSent: number;
  /** Requests answered a second. */
  readonly requestRates: Rates;
  /** Bytes sent a second. */
  readonly byteRates: Rates;
  readonly durations: DurationStatus;
  /** Those of the last minute: 60 to 65 seconds. */
  readonly minuteDurations: DurationStatus;
  /** What the workers' caches hold together, and how often they had what was looked for, with the settings in force. */
  readonly cache: {
    readonly bytes: number;
    readonly entries: number;
    readonly hits: number;
    readonly misses: number;
  };
  /** Resident memory of the process, in bytes. */
  readonly memory: number;
  /** By how much a worker's event loop was late at most in the last ten seconds, in milliseconds. */
  readonly lag: number;
  /** Workers that died and were replaced. */
  readonly replaced: number;
}

/** How long answers took, from the whole head on, in milliseconds, within 6.25 %; all 0 where there were none. */
export interface DurationStatus {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

/** What a `stop` did. */
export interface StopReport {
  /** Connections that were still busy at the deadline and were cut. */
  readonly cut: number;
}
