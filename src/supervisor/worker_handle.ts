/**
 * The main thread's end of one worker.
 *
 * @module
 */
import type { StartMessage, ToMain, ToWorker } from "../channel/messages.ts";
import type { AnswerOf, Question } from "../channel/questions.ts";
import { printable } from "../settings/printable.ts";
import type { Settings } from "../settings/settings.ts";
import { PendingAnswers } from "./pending_answers.ts";
import { workerPermissions } from "./permissions.ts";
import type { WorkerStatus } from "./status.ts";

/** What a handle tells its supervisor. */
export interface WorkerEvents {
  /** The worker had bound the port and died of an error: it is gone, and so are its connections. */
  readonly died: (handle: WorkerHandle, reason: string) => void;
  /** A line for the operator. */
  readonly notice: (line: string) => void;
  /** Lines for the access log; resolves once they are written, or lost. */
  readonly log: (text: string, lines: number) => Promise<void>;
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
  /** Settles once the port is bound (`undefined`) or cannot be, or the worker is gone before that. */
  readonly bound: Promise<Unbound | undefined>;
  /** Settles once the worker has no connection left after {@linkcode drain}, or is gone. */
  readonly drained: Promise<void>;
  /** Where the worker stands. */
  state: WorkerStatus["state"] = "starting";
  readonly #worker: Worker;
  readonly #events: WorkerEvents;
  readonly #bound = Promise.withResolvers<Unbound | undefined>();
  readonly #listening = Promise.withResolvers<void>();
  readonly #left = Promise.withResolvers<void>();
  readonly #retired = Promise.withResolvers<void>();
  readonly #drained = Promise.withResolvers<void>();
  /** What each `apply` that the worker has not confirmed yet waits for, the oldest first. */
  readonly #applying: (() => void)[] = [];
  /** The same of each `load`. */
  readonly #loading: ((fault: string | undefined) => void)[] = [];
  readonly #answers = new PendingAnswers();
  /** Whatever a worker is asked for, nobody waits longer than it lives. */
  readonly #gone = Promise.withResolvers<void>();
  #toldToListen = false;
  #isGone = false;

  /** Starts the worker of a start message. */
  constructor(start: StartMessage, events: WorkerEvents) {
    this.index = start.index;
    this.#events = events;
    this.bound = this.#bound.promise;
    this.drained = Promise.race([this.#drained.promise, this.#gone.promise]);
    this.#worker = new Worker(new URL("../worker/main.ts", import.meta.url), {
      type: "module",
      name: `worker ${start.index}`,
      deno: {
        permissions: workerPermissions([start.contentRoot, ...start.siteRoots.values()], start, start.grants),
      },
    });
    this.#worker.onmessage = ({ data }: MessageEvent<ToMain>) => this.#hear(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#die(printable(event.message));
    };
    this.#tell(start);
  }

  /** Has the worker accept connections; resolves once it does, or is gone. */
  listen(): Promise<void> {
    // A replacement may be told by `listen` and by whoever waited for it to be bound.
    if (!this.#toldToListen) this.#tell({ type: "listen" });
    this.#toldToListen = true;
    return Promise.race([this.#listening.promise, this.#gone.promise]);
  }

  /** Has the worker import modules; resolves with why that cannot be, or with nothing, as when the worker was ended. */
  load(modules: ReadonlyMap<string, string>): Promise<string | undefined> {
    const loaded = Promise.withResolvers<string | undefined>();
    this.#loading.push(loaded.resolve);
    this.#tell({ type: "load", modules });
    return Promise.race([loaded.promise, this.#gone.promise.then(() => this.#deathOfImport())]);
  }

  #deathOfImport(): string | undefined {
    return this.state === "dead" ? "A worker died when it imported the applications." : undefined;
  }

  /** Has the worker go on with other settings; resolves once they are in force, or the worker is gone. */
  apply(settings: Settings): Promise<void> {
    const applied = Promise.withResolvers<void>();
    this.#applying.push(applied.resolve);
    this.#tell({ type: "apply", settings });
    return Promise.race([applied.promise, this.#gone.promise]);
  }

  /** Asks the worker; `undefined` when it is gone, or does not answer in 2 s. */
  async ask<Q extends Question>(question: Q): Promise<AnswerOf<Q> | undefined> {
    if (this.#isGone) return undefined;
    return await this.#answers.ask(question, (id) => this.#tell({ type: "ask", id, question }));
  }

  /** Has the worker accept no more and finish what it has. */
  drain(): void {
    this.state = "draining";
    this.#tell({ type: "drain" });
  }

  /** Has the worker accept until nothing waits, and give the port back: another one has its place. */
  leave(): Promise<void> {
    this.state = "draining";
    this.#tell({ type: "leave" });
    return Promise.race([this.#left.promise, this.#gone.promise]);
  }

  /** After {@linkcode leave}: has the worker finish what it has. Resolves once it takes no more requests, or is gone. */
  retire(): Promise<void> {
    this.#tell({ type: "retire" });
    return Promise.race([this.#retired.promise, this.#gone.promise]);
  }

  /** After {@linkcode drain}: has the worker end what it still has. */
  cut(): void {
    this.#tell({ type: "cut" });
  }

  /** Ends the worker and its connections now. */
  terminate(): void {
    this.#worker.terminate();
    this.#end("it was ended");
  }

  #tell(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #die(reason: string): void {
    const wasBound = this.state !== "starting";
    this.state = "dead";
    this.#end(reason);
    if (wasBound) this.#events.died(this, reason);
  }

  #end(reason: string): void {
    this.#isGone = true;
    this.#answers.end();
    this.#bound.resolve({ code: "worker", message: reason });
    this.#gone.resolve();
  }

  #hear(message: ToMain): void {
    switch (message.type) {
      case "bound":
        this.state = "claimed";
        return this.#bound.resolve(undefined);
      case "unbound":
        return this.#bound.resolve(message);
      case "listening":
        this.state = "listening";
        return this.#listening.resolve();
      case "loaded":
        return this.#loading.shift()?.(message.fault);
      case "applied":
        return this.#applying.shift()?.();
      case "answer":
        return this.#answers.answered(message.id, message.answer);
      case "left":
        return this.#left.resolve();
      case "retired":
        return this.#retired.resolve();
      case "drained":
        return this.#drained.resolve();
      case "log": {
        const { text, lines } = message;
        return void this.#events.log(text, lines)
          .then(() => this.#tell({ type: "logged", length: text.length }));
      }
      case "notice":
        return this.#events.notice(`worker ${this.index}: ${message.line}`);
    }
  }
}
