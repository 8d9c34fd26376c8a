/**
 * What a `startup` begins with: everything is looked at and claimed that a run needs, before there is a worker.
 *
 * @module
 */
import { makeAddressMemory } from "../channel/address_counts.ts";
import { makePlaceMemory } from "../channel/place_counts.ts";
import { makeBucketMemory } from "../channel/request_buckets.ts";
import type { Settings } from "../settings/settings.ts";
import { type LogStreams, openAccessLog } from "./access_log.ts";
import { applicationGrants, applicationModules } from "./application_modules.ts";
import { contentDirectories } from "./content_directory.ts";
import { connectionBudget, readLimits } from "./descriptor_limit.ts";
import { claimPort, type WantedAddress } from "./port_claim.ts";
import { RateMeter } from "./rates.ts";
import { RecentDurations } from "./recent_durations.ts";
import { heartbeatsOf, type Run } from "./run.ts";
import { Totals } from "./totals.ts";
import { Watchdog } from "./watchdog.ts";

/** What a run has from its supervisor. */
export interface NewRunOptions {
  readonly settings: Settings;
  readonly notify: (line: string) => void;
  readonly streams: LogStreams;
  /** Called with the number of a worker that gives no sign of life any more. */
  readonly stuck: (index: number) => void;
}

/** There may be twice as many workers as there were at first, and this many in any case. */
const MOST_GROWN = 16;

/** How many workers the settings want. */
export function wantedWorkers(settings: Settings): number {
  const wanted = settings["general.workers"];
  if (wanted > 0) return wanted;
  // Elsewhere the system gives all connections of a shared port to one of its sockets.
  return Deno.build.os === "linux" ? navigator.hardwareConcurrency : 1;
}

/**
 * Claims the port and makes a run that has no workers yet.
 *
 * @throws {StartupError} when a root cannot be served, an application is not there, the access log cannot be opened, or
 *   the address cannot be bound.
 */
export function makeRun(wanted: WantedAddress, options: NewRunOptions): Run {
  const { settings, streams, notify, stuck } = options;
  const directories = contentDirectories(settings);
  const modules = applicationModules(settings);
  const grants = applicationGrants(settings, modules);
  const address = claimPort(wanted);
  const mostWorkers = Math.max(2 * wantedWorkers(settings), MOST_GROWN);
  const accessLog = openAccessLog({ target: settings["log.access"], streams, notify });
  const run: Run = {
    address,
    ...directories,
    modules,
    grants,
    applications: settings["handlers.fetch"],
    sites: settings["routing.sites"],
    startedAt: performance.now(),
    // Those that come in the place of all, and those that finish meanwhile.
    ...sharedCounts(2 * mostWorkers),
    historySize: settings["log.history"],
    mostConnections: settings["limits.connections"] || connectionBudget(readLimits()),
    mostWorkers,
    accessLog,
    watchdog: new Watchdog({ heartbeats: () => heartbeatsOf(run), stuck: (place) => stuck(place + 1) }),
    workers: [],
    retiring: new Set(),
    over: new AbortController(),
    replaced: 0,
  };
  return run;
}

/** The memory that workers count in, a row for each, and who adds up. */
function sharedCounts(
  rows: number,
): Pick<
  Run,
  | "totals"
  | "requestRate"
  | "byteRate"
  | "recentDurations"
  | "addressCounts"
  | "requestBuckets"
  | "placeCounts"
> {
  const totals = new Totals(rows);
  return {
    totals,
    requestRate: new RateMeter(() => totals.sum("requests")),
    byteRate: new RateMeter(() => totals.sum("bytesSent")),
    recentDurations: new RecentDurations(() => totals.durations),
    addressCounts: makeAddressMemory(rows),
    requestBuckets: makeBucketMemory(),
    placeCounts: makePlaceMemory(rows),
  };
}
