/**
 * The main thread's half of the server: claims the port, starts and watches the workers, replaces one
 * that dies, and stops them in order. It never touches a request.
 *
 * @module
 */
import { makeAddressMemory } from "../channel/address_counts.ts";
import { makePlaceMemory } from "../channel/place_counts.ts";
import type { AnswerOf, Question } from "../channel/questions.ts";
import { makeBucketMemory } from "../channel/request_buckets.ts";
import type { SettingKey, Settings } from "../settings/settings.ts";
import { SettingsError } from "../settings/settings_error.ts";
import { AccessLog, type LogStreams } from "./access_log.ts";
import { loadApplications } from "./application_loading.ts";
import { applicationGrants, applicationModules } from "./application_modules.ts";
import { type ContentDirectories, contentDirectories, contentDirectory } from "./content_directory.ts";
import { connectionBudget, readLimits } from "./descriptor_limit.ts";
import { RequestHistory } from "./history/request_history.ts";
import { Traffic } from "./history/traffic.ts";
import { LogError } from "./log_file.ts";
import { Operations } from "./operations.ts";
import { claimPort, type WantedAddress } from "./port_claim.ts";
import { heartbeatsOf, type Run, statusOf } from "./run.ts";
import { StartupError } from "./startup_error.ts";
import { RateMeter } from "./rates.ts";
import type { ListenAddress, ServerState, ServerStatus, StopReport } from "./status.ts";
import { Totals } from "./totals.ts";
import { waitingKeys } from "./waiting_keys.ts";
import { Watchdog } from "./watchdog.ts";
import { within } from "./within.ts";
import { unboundError } from "./unbound_error.ts";
import { WorkerPool } from "./worker_pool.ts";

/** What {@linkcode Supervisor} needs. */
export interface SupervisorOptions {
  readonly settings: Settings;
  /** The error template that LINPR carries. */
  readonly errorTemplate: string;
  /** Takes whole lines for the operator; what came from clients in them is escaped. */
  readonly notify: (line: string) => void;
  /** Takes the lines of an access log that goes to stdout or stderr. */
  readonly streams: LogStreams;
  /** Called when the server cannot go on; the process should end with status 70. */
  readonly fatal: (message: string) => void;
}

/** How long a worker may take to end its connections, in milliseconds. */
const CUT_PATIENCE = 500;
/** How long the last lines of the access log may take to be written, in milliseconds: nobody may read a pipe any more. */
const LOG_PATIENCE = 2000;
/** There may be twice as many workers as there were at first, and this many in any case. */
const MOST_GROWN = 16;

/** Runs the server: `stopped`, `claimed`, `listening`, `draining`. */
export class Supervisor {
  /** The last requests. */
  readonly history: RequestHistory = new RequestHistory();
  /** What there is most of in them. */
  readonly traffic: Traffic = new Traffic(this.history);
  /** What the operator wants for the time being. */
  readonly operations: Operations;
  readonly #options: SupervisorOptions;
  #settings: Settings;
  #state: ServerState = "stopped";
  #run: Run | undefined;
  #pool: WorkerPool | undefined;

  /** Makes a stopped server. */
  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#settings = options.settings;
    this.operations = new Operations({ tell: () => this.#tellPolicy(), notify: options.notify });
  }

  /** Where the server stands. */
  get state(): ServerState {
    return this.#state;
  }

  /** The bound address; `undefined` when stopped. */
  get address(): ListenAddress | undefined {
    return this.#run?.address;
  }

  /** The settings: those in force, and for keys that only a start reads, those of the next one. */
  get settings(): Settings {
    return this.#settings;
  }

  /**
   * Claims the port and starts the workers, which do not accept yet.
   *
   * @returns The address that was bound.
   * @throws {StartupError} when the server is not stopped, a root cannot be served, an application cannot be used, the
   *   access log cannot be opened, or the address cannot be bound.
   */
  async startup(wanted: WantedAddress): Promise<ListenAddress> {
    if (this.#state !== "stopped") {
      throw new StartupError("system", `The server is ${this.#state} already: 'stop' it first.`);
    }
    const directories = contentDirectories(this.#settings);
    const modules = applicationModules(this.#settings);
    const grants = applicationGrants(this.#settings, modules);
    const address = claimPort(wanted);
    const count = this.#workerCount();
    const accessLog = this.#openAccessLog();
    const run = this.#makeRun(address, { ...directories, modules, grants }, count, accessLog);
    this.#run = run;
    this.#state = "claimed";
    const pool = this.#makePool(run);
    this.#pool = pool;
    pool.start(count);
    const failures = await Promise.all(run.workers.map((worker) => worker.bound));
    if (this.#run !== run || this.#state !== "claimed") {
      throw new StartupError("system", "The server was stopped before it had started up.");
    }
    const failure = failures.find((one) => one !== undefined);
    if (failure !== undefined) {
      this.kill();
      throw unboundError(address, failure);
    }
    run.watchdog.start();
    run.requestRate.start();
    run.byteRate.start();
    this.traffic.start();
    return address;
  }

  /**
   * Has all workers accept connections.
   *
   * @returns The address that is listened on.
   * @throws {StartupError} before {@linkcode startup}.
   */
  async listen(): Promise<ListenAddress> {
    const run = this.#run;
    if (run === undefined || this.#state === "draining") {
      throw new StartupError("system", "No port is claimed: 'startup' comes first.");
    }
    if (this.#state === "claimed") {
      this.#state = "listening";
      await Promise.all(run.workers.map((worker) => worker.listen()));
    }
    return run.address;
  }

  /**
   * Stops in order: accepts no more, lets what is in flight finish, for `timeouts.drain` at most.
   */
  async stop(): Promise<StopReport> {
    const run = this.#run;
    if (run === undefined) return { cut: 0 };
    this.#state = "draining";
    for (const worker of run.workers) worker.drain();
    const all = [...run.workers, ...run.retiring];
    const allDrained = Promise.all(all.map((worker) => worker.drained));
    await within(this.#settings["timeouts.drain"], allDrained);
    const cut = run.totals.connections;
    if (cut > 0 && this.#run === run) {
      // A worker that ends its connections itself has them logged.
      for (const worker of all) worker.cut();
      await within(CUT_PATIENCE, allDrained);
    }
    // Meanwhile somebody may have cut this run short, and even have started another.
    if (this.#run === run) this.kill();
    // What the workers had to log has come before they said that they are drained.
    await within(LOG_PATIENCE, run.accessLog.close());
    return { cut };
  }

  /** Stops now, cutting every connection. */
  kill(): void {
    const run = this.#run;
    if (run === undefined) return;
    this.#run = undefined;
    this.#pool = undefined;
    this.#state = "stopped";
    this.operations.stopped();
    run.over.abort();
    run.watchdog.stop();
    run.requestRate.stop();
    run.byteRate.stop();
    this.traffic.stop();
    for (const worker of [...run.workers, ...run.retiring]) worker.terminate();
    void run.accessLog.close();
  }

  /**
   * Opens the access log anew, as whoever has moved its file away wants. Where that cannot be, the operator is
   * told, and lines go where they went before.
   */
  async reopenLog(): Promise<void> {
    await this.#run?.accessLog.reopen();
  }

  /**
   * Puts other settings in force: at once where that can be done live.
   *
   * @returns The changed keys that wait for the next {@linkcode startup}; empty when stopped.
   * @throws {SettingsError} when an application cannot be used, or a worker dies of the settings: those in force stay.
   */
  async apply(settings: Settings): Promise<readonly SettingKey[]> {
    const asked = this.#run;
    const isLoaded = asked === undefined || await loadApplications(asked, settings);
    const before = this.#settings;
    const run = this.#run;
    this.#settings = settings;
    if (run === undefined) return [];
    // Meanwhile somebody may have stopped that run, and started another.
    const hasApplications = isLoaded && run === asked;
    const { applications: formerApplications, sites: formerSites } = run;
    if (hasApplications) run.applications = settings["handlers.fetch"];
    const sites = settings["routing.sites"];
    const hasRoots = sites.every(([, { contentRoot }]) => run.siteRoots.has(contentRoot));
    if (hasRoots) run.sites = sites;
    const target = settings["log.access"];
    if (target !== run.accessLog.target) await run.accessLog.reopen(target);
    const live = this.#settingsOf(run);
    // One that is dead already is about to be replaced by one that starts with these settings.
    const workers = run.workers.filter(({ state }) => state !== "dead");
    await Promise.all(workers.map((worker) => worker.apply(live)));
    if (workers.some(({ state }) => state === "dead") && this.#run === run && this.#state !== "draining") {
      this.#settings = before;
      run.applications = formerApplications;
      run.sites = formerSites;
      if (target !== before["log.access"]) await run.accessLog.reopen(before["log.access"]);
      await Promise.all(run.workers.map((worker) => worker.apply(this.#settingsOf(run))));
      throw new SettingsError([{ message: "a worker died when it was given these settings" }]);
    }
    return waitingKeys(before, settings, { hasRoots, hasApplications });
  }

  /** The settings as the workers of a run have them. */
  #settingsOf({ sites, applications }: Run): Settings {
    return { ...this.#settings, "routing.sites": sites, "handlers.fetch": applications };
  }

  /** What the counters say now. */
  status(): ServerStatus {
    return statusOf(this.#state, this.#run, this.#settings["general.contentRoot"]);
  }

  /** Asks all workers at once; the answers of those that gave one, in the order of the workers. */
  async ask<Q extends Question>(question: Q): Promise<readonly AnswerOf<Q>[]> {
    const workers = [...this.#run?.workers ?? [], ...this.#run?.retiring ?? []];
    const answers = await Promise.all(workers.map((worker) => worker.ask(question)));
    return answers.filter((answer) => answer !== undefined);
  }

  /**
   * Puts new workers in the place of all while serving goes on.
   *
   * @throws {StartupError} when that cannot be now.
   */
  async restart(): Promise<void> {
    await this.#poolInUse().pool.restart();
  }

  /**
   * Goes on with so many workers.
   *
   * @throws {StartupError} when that cannot be now, or there are more than may be.
   */
  async resize(workers: number): Promise<void> {
    const { pool, run } = this.#poolInUse();
    if (workers > run.mostWorkers) {
      throw new StartupError("settings", `There may be ${run.mostWorkers} workers at most in this run.`);
    }
    await pool.resize(workers);
  }

  /**
   * Serves another content root in place of the default site's: new workers have it, as what a worker may read is fixed
   * when it starts; what the others have in hand they finish. It lasts until the server is stopped.
   *
   * @param path undefined: the one of the settings
   * @returns The real paths before and after.
   * @throws {StartupError} when it cannot be served, or that cannot be now.
   */
  async serveRoot(path?: string): Promise<{ readonly before: string; readonly after: string }> {
    const { pool, run } = this.#poolInUse();
    const before = run.contentRoot;
    const after = contentDirectory(path ?? this.#settings["general.contentRoot"]);
    run.contentRoot = after;
    try {
      await pool.restart();
    } catch (error) {
      run.contentRoot = before;
      throw error;
    }
    return { before, after };
  }

  /** Workers can be changed for others only while clients need not wait for any one of them. */
  #poolInUse(): { readonly pool: WorkerPool; readonly run: Run } {
    const [pool, run] = [this.#pool, this.#run];
    if (pool === undefined || run === undefined || this.#state !== "listening") {
      throw new StartupError("system", `The server does not listen, it is ${this.#state}: 'listen' first.`);
    }
    if (this.operations.intake !== "open") {
      throw new StartupError(
        "system",
        "No connections are accepted, and those that wait would be lost: 'resume' first.",
      );
    }
    if (Deno.build.os !== "linux") {
      throw new StartupError(
        "system",
        "Only on Linux can two workers have the port at a time: 'stop' and 'startup'.",
      );
    }
    return { pool, run };
  }

  async #tellPolicy(): Promise<number> {
    const ended = await this.ask({ kind: "policy", policy: this.operations.policy });
    return ended.reduce((sum, one) => sum + one, 0);
  }

  /** Asks one worker, whichever; `undefined` where none answers. */
  async askOne<Q extends Question>(question: Q): Promise<AnswerOf<Q> | undefined> {
    for (const worker of this.#run?.workers ?? []) {
      const answer = await worker.ask(question);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }

  #workerCount(): number {
    const wanted = this.#settings["general.workers"];
    if (wanted > 0) return wanted;
    // Elsewhere the system gives all connections of a shared port to one of its sockets.
    return Deno.build.os === "linux" ? navigator.hardwareConcurrency : 1;
  }

  #openAccessLog(): AccessLog {
    const { notify, streams } = this.#options;
    try {
      return new AccessLog({ target: this.#settings["log.access"], streams, notify });
    } catch (error) {
      throw error instanceof LogError ? new StartupError("settings", `${error.message}.`) : error;
    }
  }

  #makePool(run: Run): WorkerPool {
    const { errorTemplate, notify, fatal } = this.#options;
    return new WorkerPool(run, {
      errorTemplate,
      history: this.history,
      notify,
      fatal,
      settings: () => this.#settingsOf(run),
      policy: () => this.operations.policy,
      goesOn: () => this.#run === run && this.#state !== "draining",
      isListening: () => this.#state === "listening",
      unbound: (failure) => unboundError(run.address, failure),
    });
  }

  #makeRun(
    address: ListenAddress,
    disk: ContentDirectories & Pick<Run, "modules" | "grants">,
    workers: number,
    accessLog: AccessLog,
  ): Run {
    // Those that come in the place of all, and those that finish meanwhile.
    const rows = 2 * Math.max(2 * workers, MOST_GROWN);
    const totals = new Totals(rows);
    const most = this.#settings["limits.connections"] || connectionBudget(readLimits());
    const run: Run = {
      address,
      ...disk,
      applications: this.#settings["handlers.fetch"],
      sites: this.#settings["routing.sites"],
      startedAt: performance.now(),
      totals,
      requestRate: new RateMeter(() => totals.sum("requests")),
      byteRate: new RateMeter(() => totals.sum("bytesSent")),
      addressCounts: makeAddressMemory(rows),
      requestBuckets: makeBucketMemory(),
      placeCounts: makePlaceMemory(rows),
      historySize: this.#settings["log.history"],
      mostConnections: most,
      mostWorkers: Math.max(2 * workers, MOST_GROWN),
      accessLog,
      watchdog: new Watchdog({
        heartbeats: () => heartbeatsOf(run),
        stuck: (place) => this.#pool?.stuck(place + 1),
      }),
      workers: [],
      retiring: new Set(),
      over: new AbortController(),
      replaced: 0,
    };
    return run;
  }
}
