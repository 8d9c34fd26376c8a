/**
 * What lives from `startup` to `stop`, and what there is to tell of it.
 *
 * @module
 */
import type { Durations } from "../channel/histogram.ts";
import type { Grants } from "../channel/messages.ts";
import type { Settings } from "../settings/settings.ts";
import type { AccessLog } from "./access_log.ts";
import type { ApplicationModules } from "./application_modules.ts";
import type { RateMeter, Rates } from "./rates.ts";
import type { RecentDurations } from "./recent_durations.ts";
import type { DurationStatus, ListenAddress, ServerState, ServerStatus, WorkerStatus } from "./status.ts";
import type { Totals } from "./totals.ts";
import type { Watchdog } from "./watchdog.ts";
import type { WorkerHandle } from "./worker_handle.ts";

/** One run of the server. */
export interface Run {
  readonly address: ListenAddress;
  /** The content root's real path: that of the settings, or another one for the time being. */
  contentRoot: string;
  /** The real paths of the other sites' roots, by the paths that the settings have. */
  readonly siteRoots: ReadonlyMap<string, string>;
  /** The sites in force: those of a reload wait for the next run where one has a root that this one does not. */
  sites: Settings["routing.sites"];
  /** What the workers may do for the applications' sake. */
  readonly grants: Grants;
  /** The applications in force: those of a reload wait for the next run where that does not grant one its folder. */
  applications: Settings["handlers.fetch"];
  /** The real paths of their modules, by the paths that the settings have. */
  modules: ApplicationModules;
  /** By `performance.now()`. */
  readonly startedAt: number;
  readonly totals: Totals;
  /** How fast requests are answered, and bytes sent. */
  readonly requestRate: RateMeter;
  readonly byteRate: RateMeter;
  readonly recentDurations: RecentDurations;
  /** See `channel/address_counts`. */
  readonly addressCounts: SharedArrayBuffer;
  /** See `channel/request_buckets`. */
  readonly requestBuckets: SharedArrayBuffer;
  /** See `channel/place_counts`. */
  readonly placeCounts: SharedArrayBuffer;
  /** Bytes of each worker for its last requests. */
  readonly historySize: number;
  readonly accessLog: AccessLog;
  readonly watchdog: Watchdog;
  /** Most connections of all workers together. */
  readonly mostConnections: number;
  /** Workers that there may be. */
  readonly mostWorkers: number;
  /** Those that serve. */
  readonly workers: WorkerHandle[];
  /** Those in whose place others are, and which finish what they have in hand. */
  readonly retiring: Set<WorkerHandle>;
  /** Aborted when the run is over. */
  readonly over: AbortController;
  /** Workers that died and were replaced. */
  replaced: number;
}

const NO_RATES: Rates = { second: 0, minute: 0, quarter: 0 };
const CLASSES = ["answers1xx", "answers2xx", "answers3xx", "answers4xx", "answers5xx"] as const;

/**
 * What the counters of a run say now.
 *
 * @param run `undefined` when the server is stopped.
 * @param contentRoot The content root of a stopped server.
 */
export function statusOf(state: ServerState, run: Run | undefined, contentRoot: string): ServerStatus {
  const totals = run?.totals;
  const connections = totals?.connections ?? 0;
  const active = totals?.now("active") ?? 0;
  return {
    state,
    address: run?.address,
    contentRoot: run?.contentRoot ?? contentRoot,
    uptime: run === undefined ? 0 : performance.now() - run.startedAt,
    workers: run === undefined ? [] : workersOf(run),
    connections,
    active,
    // The two are not read at the same moment.
    idle: Math.max(0, connections - active),
    requests: totals?.sum("requests") ?? 0,
    answers: [0, ...CLASSES.map((name) => totals?.sum(name) ?? 0)],
    bytesSent: totals?.sum("bytesSent") ?? 0,
    requestRates: run?.requestRate.rates ?? NO_RATES,
    byteRates: run?.byteRate.rates ?? NO_RATES,
    durations: durationsOf(totals?.durations),
    minuteDurations: durationsOf(run?.recentDurations.lastMinute),
    cache: {
      bytes: totals?.now("cacheBytes") ?? 0,
      entries: totals?.now("cacheEntries") ?? 0,
      hits: totals?.now("cacheHits") ?? 0,
      misses: totals?.now("cacheMisses") ?? 0,
    },
    memory: Deno.memoryUsage().rss,
    lag: totals?.lag ?? 0,
    replaced: run?.replaced ?? 0,
  };
}

/** Settings as the workers of a run have them: some wait for the next one. */
export function settingsOf({ sites, applications }: Run, settings: Settings): Settings {
  return { ...settings, "routing.sites": sites, "handlers.fetch": applications };
}

function durationsOf(durations: Durations | undefined): DurationStatus {
  const at = (share: number): number => durations?.percentile(share) ?? 0;
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), max: durations?.max ?? 0 };
}

/** Those that finish what they have in hand come last. */
function workersOf({ workers, retiring, totals }: Run): readonly WorkerStatus[] {
  return [...workers, ...retiring].map(({ index, state }) => {
    const row = totals.row(index);
    const [connections, active, requests] = [row.get("connections"), row.get("active"), row.get("requests")];
    return { index, state, connections, active, requests };
  });
}

/** The heartbeats by worker's number less 1; for one that is not there NaN, which is never what it was before. */
export function heartbeatsOf({ workers, retiring, totals }: Run): readonly number[] {
  const beats = new Array<number>(totals.rows).fill(NaN);
  for (const { index } of [...workers, ...retiring]) beats[index - 1] = totals.row(index).get("heartbeat");
  return beats;
}
