/**
 * The workers of a run: they are started, replaced when they die, and retired one by one when others take their place.
 *
 * Each has a number, which is that of its rows in shared memory, too. One that takes another's place has a number of its
 * own, for both serve a while side by side: the new one first, so that the port is never nobody's.
 *
 * @module
 */
import { AddressCounts } from "../channel/address_counts.ts";
import type { StartMessage } from "../channel/messages.ts";
import { PlaceCounts } from "../channel/place_counts.ts";
import type { Policy } from "../channel/policy.ts";
import type { Settings } from "../settings/settings.ts";
import { ErrorBurst } from "./error_burst.ts";
import type { RequestHistory } from "./history/request_history.ts";
import type { Run } from "./run.ts";
import { StartupError } from "./startup_error.ts";
import { type Unbound, WorkerHandle } from "./worker_handle.ts";

/** What a pool has from its supervisor. */
export interface PoolOptions {
  /** The error template that LINPR carries. */
  readonly errorTemplate: string;
  readonly history: RequestHistory;
  readonly notify: (line: string) => void;
  readonly fatal: (message: string) => void;
  /** The settings as workers have them, at this moment. */
  readonly settings: () => Settings;
  /** What workers keep to, at this moment. */
  readonly policy: () => Policy;
  /** Whether the run is to have all its workers. */
  readonly goesOn: () => boolean;
  /** Whether connections are to be accepted. */
  readonly isListening: () => boolean;
  /** What to tell of a worker that could not be bound. */
  readonly unbound: (failure: Unbound) => Error;
}

/** How long to wait before a worker that died is replaced, in milliseconds, doubled at each death in a row. */
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 5000;
/** A worker that lived this long starts the row anew. */
const HEALTHY_LIFE = 60_000;

/** Starts, replaces and retires workers. */
export class WorkerPool {
  readonly #run: Run;
  readonly #options: PoolOptions;
  /** Whether workers are being changed for others: once at a time. */
  #isChanging = false;

  /** Makes the pool of a run that has no workers yet. */
  constructor(run: Run, options: PoolOptions) {
    this.#run = run;
    this.#options = options;
  }

  /** Starts the first workers; they are in the run's list at once, bound or not. */
  start(count: number): void {
    const { workers, totals, over } = this.#run;
    for (let index = 1; index <= count; index++) workers.push(this.#spawn(index, this.#share(count)));
    const { notify, policy } = this.#options;
    const errors = () => totals.sum("failures");
    new ErrorBurst({ errors, excused: () => policy().maintenance !== undefined, notify }).start(over.signal);
  }

  /**
   * Puts new workers in the place of all, one by one; those that were there finish what they have in hand. Resolves when
   * they take no more requests.
   *
   * Clients are told to come anew only when all old ones have given the port back: the system resets whoever waits at one
   * that does so at that moment.
   *
   * @throws {StartupError} when that is going on already, or a new one cannot serve: the others stay
   */
  async restart(): Promise<void> {
    await this.#change(async () => {
      const left: WorkerHandle[] = [];
      try {
        for (const old of [...this.#run.workers]) {
          await this.#add();
          if (await this.#leave(old)) left.push(old);
        }
      } finally {
        await Promise.all(left.map((old) => this.#retire(old)));
      }
    });
  }

  /**
   * Has more workers, or fewer: the last ones then finish what they have in hand.
   *
   * @throws {StartupError} as {@linkcode restart} does
   */
  async resize(count: number): Promise<void> {
    await this.#change(async () => {
      const { workers } = this.#run;
      while (workers.length < count) await this.#add();
      const surplus = workers.slice(count);
      const left = await Promise.all(surplus.map((old) => this.#leave(old)));
      await Promise.all(surplus.filter((_, place) => left[place]).map((old) => this.#retire(old)));
    });
  }

  /** The runtime cannot end a thread that is stuck, and its share of new connections would hang for ever. */
  stuck(index: number): void {
    const worker = this.#run.workers.find((one) => one.index === index);
    if (worker !== undefined) worker.state = "stuck";
    this.#options.fatal(`Worker ${index} has not answered for 10 seconds: the server must be restarted.`);
  }

  async #change(change: () => Promise<void>): Promise<void> {
    if (this.#isChanging) throw new StartupError("system", "Workers are being replaced already: try again.");
    this.#isChanging = true;
    try {
      await change();
    } finally {
      this.#isChanging = false;
    }
  }

  /** One more worker, which serves as the others do. */
  async #add(): Promise<void> {
    const { workers } = this.#run;
    if (!this.#options.goesOn()) throw new StartupError("system", "The server is being stopped.");
    const worker = this.#spawn(this.#freeIndex(), this.#share(this.#present + 1));
    workers.push(worker);
    const failure = await worker.bound;
    if (failure !== undefined) {
      worker.terminate();
      const place = workers.indexOf(worker);
      if (place !== -1) workers.splice(place, 1);
      throw this.#options.unbound(failure);
    }
    // Before it accepts, the others have their smaller share.
    await this.#shareConnections();
    if (this.#options.isListening()) await worker.listen();
  }

  /** Has a worker give the port back; whether it is one of those that serve. */
  async #leave(worker: WorkerHandle): Promise<boolean> {
    const { workers, retiring } = this.#run;
    const place = workers.indexOf(worker);
    if (place === -1) return false;
    workers.splice(place, 1);
    retiring.add(worker);
    await worker.leave();
    return true;
  }

  /** Has a worker that has left finish; resolves when it takes no more requests. */
  async #retire(worker: WorkerHandle): Promise<void> {
    const retired = worker.retire();
    void this.#end(worker);
    await retired;
  }

  /** Ends a worker that retires, when it has nothing in hand any more. */
  async #end(worker: WorkerHandle): Promise<void> {
    const { retiring } = this.#run;
    await worker.drained;
    worker.terminate();
    retiring.delete(worker);
    this.#clear(worker.index);
    if (this.#options.goesOn()) await this.#shareConnections();
  }

  #freeIndex(): number {
    const { workers, retiring, totals } = this.#run;
    const used = new Set([...workers, ...retiring].map(({ index }) => index));
    for (let index = 1; index <= totals.rows; index++) if (!used.has(index)) return index;
    throw new StartupError(
      "system",
      `${retiring.size} workers still finish what they have in hand: 'kill' their connections, or try again.`,
    );
  }

  /** Workers that there are, those that finish what they have in hand included. */
  get #present(): number {
    return this.#run.workers.length + this.#run.retiring.size;
  }

  /** Of the connections that there may be, the share of one among so many workers. */
  #share(workers: number): number {
    return Math.max(1, Math.floor(this.#run.mostConnections / workers));
  }

  async #shareConnections(): Promise<void> {
    const mostConnections = this.#share(this.#present);
    await Promise.all(this.#run.workers.map((worker) => worker.ask({ kind: "share", mostConnections })));
  }

  #spawn(index: number, mostConnections: number, deaths = 0): WorkerHandle {
    const { address, contentRoot, siteRoots, modules, grants, totals, accessLog, historySize } = this.#run;
    const { addressCounts, requestBuckets, placeCounts } = this.#run;
    const startedAt = performance.now();
    totals.row(index).set("heartbeat", Date.now());
    const start: StartMessage = {
      type: "start",
      index,
      settings: this.#options.settings(),
      contentRoot,
      siteRoots,
      modules,
      grants,
      errorTemplate: this.#options.errorTemplate,
      ...address,
      reusePort: Deno.build.os === "linux",
      mostConnections,
      policy: this.#options.policy(),
      counters: totals.memory,
      durations: totals.durationMemory,
      addressCounts,
      requestBuckets,
      placeCounts,
      requestMemory: this.#options.history.memoryFor(index, historySize),
    };
    return new WorkerHandle(start, {
      notice: this.#options.notify,
      log: (text, lines) => accessLog.write(text, lines),
      died: (handle, reason) => {
        const inARow = performance.now() - startedAt > HEALTHY_LIFE ? 0 : deaths;
        void this.#replace(handle, reason, inARow);
      },
    });
  }

  /** A dead worker took its connections along; the others hold the port until the next one has bound it. */
  async #replace(died: WorkerHandle, reason: string, deaths: number): Promise<void> {
    const { workers, over } = this.#run;
    const { notify, goesOn, isListening } = this.#options;
    const { index } = died;
    let dead = died;
    if (!goesOn()) return;
    // One that was to go anyway is not missed.
    if (!workers.includes(dead)) return notify(`worker ${index} died while it finished its work: ${reason}`);
    notify(`worker ${index} died and is replaced: ${reason}`);
    this.#clear(index);
    this.#run.replaced++;
    for (let inARow = deaths;; inARow++) {
      await pause(Math.min(FIRST_PAUSE * 2 ** inARow, LONGEST_PAUSE), over.signal);
      const place = workers.indexOf(dead);
      if (!goesOn() || place === -1) return;
      const worker = this.#spawn(index, this.#share(this.#present), inARow + 1);
      workers[place] = dead = worker;
      const failure = await worker.bound;
      if (!goesOn()) return;
      if (failure === undefined) {
        if (isListening()) await worker.listen();
        return;
      }
      notify(`worker ${index} could not be replaced: ${failure.message}`);
      // Somebody may wait for an answer of it.
      worker.terminate();
    }
  }

  /** Keeps what a worker that is gone has counted, and makes its rows ready for another. */
  #clear(index: number): void {
    const { totals, addressCounts, placeCounts } = this.#run;
    totals.retire(index);
    new AddressCounts(addressCounts, index - 1).clear();
    new PlaceCounts(placeCounts, index - 1).clear();
  }
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
