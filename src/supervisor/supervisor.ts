/**
 * The main thread's half of the server: claims the port, starts and watches the workers, replaces one
 * that dies, and stops them in order. It never touches a request.
 *
 * @module
 */
import type { AnswerOf, Question } from "../channel/questions.ts";
import type { SettingKey, Settings } from "../settings/settings.ts";
import type { LogStreams } from "./access_log.ts";
import { loadApplications } from "./application_loading.ts";
import { contentDirectory } from "./content_directory.ts";
import { RequestHistory } from "./history/request_history.ts";
import { Traffic } from "./history/traffic.ts";
import { Operations } from "./operations.ts";
import type { WantedAddress } from "./port_claim.ts";
import { makeRun, wantedWorkers } from "./new_run.ts";
import { type Run, settingsOf, statusOf } from "./run.ts";
import { SettingsChange } from "./settings_change.ts";
import { StartupError } from "./startup_error.ts";
import type { ListenAddress, ServerState, ServerStatus, StopReport } from "./status.ts";
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
    const run = makeRun(wanted, {
      settings: this.#settings,
      notify: this.#options.notify,
      streams: this.#options.streams,
      stuck: (index) => this.#pool?.stuck(index),
    });
    this.#run = run;
    this.#state = "claimed";
    const pool = this.#makePool(run);
    this.#pool = pool;
    pool.start(wantedWorkers(this.#settings));
    const failures = await Promise.all(run.workers.map((worker) => worker.bound));
    if (this.#run !== run || this.#state !== "claimed") {
      throw new StartupError("system", "The server was stopped before it had started up.");
    }
    const failure = failures.find((one) => one !== undefined);
    if (failure !== undefined) {
      this.kill();
      throw unboundError(run.address, failure);
    }
    run.watchdog.start();
    run.requestRate.looks.start();
    run.byteRate.looks.start();
    run.recentDurations.looks.start();
    this.traffic.start();
    return run.address;
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
    run.requestRate.looks.stop();
    run.byteRate.looks.stop();
    run.recentDurations.looks.stop();
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
   * @throws {SettingsError} when a content root is none, an application cannot be used, the access log cannot be opened,
   * or a worker dies of the settings: those in force stay.
   */
  async apply(settings: Settings): Promise<readonly SettingKey[]> {
    const asked = this.#run;
    const isLoaded = asked === undefined || await loadApplications(asked, settings);
    const before = this.#settings;
    const run = this.#run;
    this.#settings = settings;
    if (run === undefined) return [];
    // Meanwhile somebody may have stopped that run, and started another.
    const change = new SettingsChange(run, { before, after: settings, isLoaded: isLoaded && run === asked });
    const failure = await change.make();
    if (failure !== undefined && this.#run === run && this.#state !== "draining") {
      this.#settings = before;
      await change.undo();
      throw failure;
    }
    return change.waiting;
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
    if (after === before) return { before, after };
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

  #makePool(run: Run): WorkerPool {
    const { errorTemplate, notify, fatal } = this.#options;
    return new WorkerPool(run, {
      errorTemplate,
      history: this.history,
      notify,
      fatal,
      settings: () => settingsOf(run, this.#settings),
      policy: () => this.operations.policy,
      goesOn: () => this.#run === run && this.#state !== "draining",
      isListening: () => this.#state === "listening",
      unbound: (failure) => unboundError(run.address, failure),
    });
  }
}
