/**
 * The main thread's end of one worker.
 *
 * @module
 */
import type { StartMessage, ToMain, ToWorker } from "../channel/messages.ts";
import type { Settings } from "../settings/settings.ts";
import { workerPermissions } from "./permissions.ts";
import type { WorkerStatus } from "./status.ts";

/** What a handle tells its supervisor. */
export interface WorkerEvents {
  /** The worker died of an error: it is gone, and so are its connections. */
  readonly died: (handle: WorkerHandle, reason: string) => void;
  /** A line for the operator. */
  readonly notice: (line: string) => void;
}

/** A binding that failed. */
export interface Unbound {
  readonly code: string;
  readonly message: string;
}

/** Starts a worker and talks to it. */
export class WorkerHandle {
  /** The worker's number, from 1. */
  readonly index: number;
  /** Settles once the port is bound (`undefined`) or cannot be, or the worker died of trying. */
  readonly bound: Promise<Unbound | undefined>;
  /** Settles once the worker has no connection left after {@linkcode drain}, or is gone. */
  readonly drained: Promise<void>;
  /** Where the worker stands. */
  state: WorkerStatus["state"] = "starting";
  readonly #worker: Worker;
  readonly #events: WorkerEvents;
  readonly #settleBound: (failure: Unbound | undefined) => void;
  readonly #settleDrained: () => void;
  #settleListening: (() => void) | undefined;
  #settleApplied: (() => void) | undefined;

  /** Starts the worker of a start message. */
  constructor(start: StartMessage, events: WorkerEvents) {
    this.index = start.index;
    this.#events = events;
    const bound = Promise.withResolvers<Unbound | undefined>();
    const drained = Promise.withResolvers<void>();
    this.bound = bound.promise;
    this.#settleBound = bound.resolve;
    this.drained = drained.promise;
    this.#settleDrained = drained.resolve;
    this.#worker = new Worker(new URL("../worker/main.ts", import.meta.url), {
      type: "module",
      name: `worker ${start.index}`,
      deno: { permissions: workerPermissions(start.contentRoot, start) },
    });
    this.#worker.onmessage = ({ data }: MessageEvent<ToMain>) => this.#hear(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#gone();
      this.#settleBound({ code: "worker", message: event.message });
      this.#events.died(this, event.message);
    };
    this.#tell(start);
  }

  /** Has the worker accept connections; resolves once it does, or is gone. */
  listen(): Promise<void> {
    const listening = Promise.withResolvers<void>();
    this.#settleListening = listening.resolve;
    this.#tell({ type: "listen" });
    return listening.promise;
  }

  /** Has the worker go on with other settings; resolves once they are in force, or the worker is gone. */
  apply(settings: Settings): Promise<void> {
    const applied = Promise.withResolvers<void>();
    this.#settleApplied?.();
    this.#settleApplied = applied.resolve;
    this.#tell({ type: "apply", settings });
    return applied.promise;
  }

  /** Has the worker accept no more and finish what it has. */
  drain(): void {
    this.state = "draining";
    this.#tell({ type: "drain" });
  }

  /** Ends the worker and its connections now. */
  terminate(): void {
    this.#worker.terminate();
    this.#gone();
  }

  #tell(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #gone(): void {
    this.#settleDrained();
    this.#settleListening?.();
    this.#settleApplied?.();
  }

  #hear(message: ToMain): void {
    switch (message.type) {
      case "bound":
        this.state = "claimed";
        return this.#settleBound(undefined);
      case "unbound":
        return this.#settleBound(message);
      case "listening":
        this.state = "listening";
        return this.#settleListening?.();
      case "applied":
        return this.#settleApplied?.();
      case "drained":
        return this.#settleDrained();
      case "notice":
        return this.#events.notice(`worker ${this.index}: ${message.line}`);
    }
  }
}
