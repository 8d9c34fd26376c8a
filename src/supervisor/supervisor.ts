/**
 * The main thread's half of the server: claims the port, starts and watches the workers, replaces one
 * that dies, and stops them in order. It never touches a request.
 *
 * @module
 */
import { AddressCounts, makeAddressMemory } from "../channel/address_counts.ts";
import type { StartMessage } from "../channel/messages.ts";
import { makePlaceMemory, PlaceCounts } from "../channel/place_counts.ts";
import type { AnswerOf, Question } from "../channel/questions.ts";
import { makeBucketMemory } from "../channel/request_buckets.ts";
import {
  sameSetting,
  schemaEntry,
  SETTING_KEYS,
  type SettingKey,
  type Settings,
} from "../settings/settings.ts";
import { AccessLog, type LogStreams } from "./access_log.ts";
import { loadApplications, unusable } from "./application_loading.ts";
import { applicationGrants, applicationModules } from "./application_modules.ts";
import { type ContentDirectories, contentDirectories } from "./content_directory.ts";
import { connectionBudget, readLimits } from "./descriptor_limit.ts";
import { RequestHistory } from "./history/request_history.ts";
import { Traffic } from "./history/traffic.ts";
import { LogError } from "./log_file.ts";
import { Operations } from "./operations.ts";
import { claimPort, refusedAddress, type WantedAddress } from "./port_claim.ts";
import { type Run, statusOf } from "./run.ts";
import { StartupError } from "./startup_error.ts";
import type { ListenAddress, ServerState, ServerStatus, StopReport } from "./status.ts";
import { Totals } from "./totals.ts";
import { Watchdog } from "./watchdog.ts";
import { type Unbound, WorkerHandle } from "./worker_handle.ts";

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

/** How long to wait before a worker that died is replaced, in milliseconds, doubled at each death in a row. */
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 5000;
/** How long a worker may take to end its connections, in milliseconds. */
const CUT_PATIENCE = 500;
/** How long the last lines of the access log may take to be written, in milliseconds: nobody may read a pipe any more. */
const LOG_PATIENCE = 2000;
/** A worker that lived this long starts the row anew. */
const HEALTHY_LIFE = 60_000;

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
    for (let index = 1; index <= count; index++) run.workers.push(this.#spawn(run, index));
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
    const allDrained = Promise.all(run.workers.map((worker) => worker.drained));
    await within(this.#settings["timeouts.drain"], allDrained);
    const cut = run.totals.connections;
    if (cut > 0 && this.#run === run) {
      // A worker that ends its connections itself has them logged.
      for (const worker of run.workers) worker.cut();
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
    this.#state = "stopped";
    this.operations.stopped();
    run.over.abort();
    run.watchdog.stop();
    this.traffic.stop();
    for (const worker of run.workers) worker.terminate();
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
   * @throws {SettingsError} when an application cannot be used: the settings in force stay.
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
    if (hasApplications) run.applications = settings["handlers.fetch"];
    const sites = settings["routing.sites"];
    const hasRoots = sites.every(([, { contentRoot }]) => run.siteRoots.has(contentRoot));
    if (hasRoots) run.sites = sites;
    const target = settings["log.access"];
    if (target !== run.accessLog.target) await run.accessLog.reopen(target);
    const live = this.#settingsOf(run);
    await Promise.all(run.workers.map((worker) => worker.apply(live)));
    return SETTING_KEYS.filter((key) =>
      schemaEntry(key).reload === "startup"
        ? !sameSetting(key, settings, before)
        : (key === "routing.sites" && !hasRoots) || (key === "handlers.fetch" && !hasApplications)
    );
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
    const answers = await Promise.all(this.#run?.workers.map((worker) => worker.ask(question)) ?? []);
    return answers.filter((answer) => answer !== undefined);
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

  #makeRun(
    address: ListenAddress,
    disk: ContentDirectories & Pick<Run, "modules" | "grants">,
    workers: number,
    accessLog: AccessLog,
  ): Run {
    const totals = new Totals(workers);
    const most = this.#settings["limits.connections"] || connectionBudget(readLimits());
    const run: Run = {
      address,
      ...disk,
      applications: this.#settings["handlers.fetch"],
      sites: this.#settings["routing.sites"],
      startedAt: performance.now(),
      totals,
      addressCounts: makeAddressMemory(workers),
      requestBuckets: makeBucketMemory(),
      placeCounts: makePlaceMemory(workers),
      historySize: this.#settings["log.history"],
      mostConnections: Math.max(1, Math.floor(most / workers)),
      accessLog,
      watchdog: new Watchdog({
        heartbeats: () => run.workers.map(({ index }) => totals.row(index).get("heartbeat")),
        stuck: (index) => this.#stuck(run, index),
      }),
      workers: [],
      over: new AbortController(),
      replaced: 0,
    };
    return run;
  }

  #spawn(run: Run, index: number, deaths = 0): WorkerHandle {
    const { address, contentRoot, siteRoots, modules, grants, totals, mostConnections } = run;
    const { addressCounts, requestBuckets, placeCounts } = run;
    const startedAt = performance.now();
    totals.row(index).set("heartbeat", Date.now());
    const start: StartMessage = {
      type: "start",
      index,
      settings: this.#settingsOf(run),
      contentRoot,
      siteRoots,
      modules,
      grants,
      errorTemplate: this.#options.errorTemplate,
      ...address,
      reusePort: Deno.build.os === "linux",
      mostConnections,
      policy: this.operations.policy,
      counters: totals.memory,
      addressCounts,
      requestBuckets,
      placeCounts,
      requestMemory: this.history.memoryFor(index, run.historySize),
    };
    return new WorkerHandle(start, {
      notice: this.#options.notify,
      log: (text, lines) => run.accessLog.write(text, lines),
      died: (handle, reason) => {
        const inARow = performance.now() - startedAt > HEALTHY_LIFE ? 0 : deaths;
        this.#replace(run, handle, reason, inARow);
      },
    });
  }

  /** A dead worker took its connections along; the others hold the port until the next one has bound it. */
  async #replace(run: Run, dead: WorkerHandle, reason: string, deaths: number): Promise<void> {
    if (!this.#goesOn(run)) return;
    const { index } = dead;
    this.#options.notify(`worker ${index} died and is replaced: ${reason}`);
    run.totals.retire(index);
    new AddressCounts(run.addressCounts, index - 1).clear();
    new PlaceCounts(run.placeCounts, index - 1).clear();
    run.replaced++;
    for (let inARow = deaths;; inARow++) {
      await pause(Math.min(FIRST_PAUSE * 2 ** inARow, LONGEST_PAUSE), run.over.signal);
      if (!this.#goesOn(run)) return;
      const worker = this.#spawn(run, index, inARow + 1);
      run.workers[index - 1] = worker;
      const failure = await worker.bound;
      if (!this.#goesOn(run)) return;
      if (failure === undefined) {
        if (this.#state === "listening") await worker.listen();
        return;
      }
      this.#options.notify(`worker ${index} could not be replaced: ${failure.message}`);
    }
  }

  /** Whether a run is to have all its workers. */
  #goesOn(run: Run): boolean {
    return this.#run === run && this.#state !== "draining";
  }

  /** The runtime cannot end a thread that is stuck, and its share of new connections would hang for ever. */
  #stuck(run: Run, index: number): void {
    const worker = run.workers[index];
    if (worker !== undefined) worker.state = "stuck";
    this.#options.fatal(`Worker ${index + 1} has not answered for 10 seconds: the server must be restarted.`);
  }
}

function unboundError(address: ListenAddress, { code, message }: Unbound): StartupError {
  if (code === "EADDRINUSE") return refusedAddress(address, new Deno.errors.AddrInUse(message));
  if (code === "module") return unusable(message);
  return new StartupError("system", `A worker could not bind port ${address.port}: ${message}`);
}

/** Waits, but no longer than so many milliseconds. */
async function within(milliseconds: number, awaited: Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  await Promise.race([awaited, promise]);
  clearTimeout(timer);
}

/** Waits, but no longer than until the signal is aborted. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  const end = (): void => {
    clearTimeout(timer);
    resolve();
  };
  signal.addEventListener("abort", end, { once: true });
  return promise.finally(() => signal.removeEventListener("abort", end));
}
