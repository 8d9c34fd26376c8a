/**
 * How a run of the program ends: the first request drains the server, the second cuts it off.
 *
 * @module
 */
import type { Supervisor } from "../supervisor/supervisor.ts";
import { counted } from "./counted.ts";
import type { Output } from "./output.ts";

/** The signals that ask the program to end, with their numbers (POSIX; the same on Linux and macOS). */
const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/** A signal that asks the program to end. */
export type EndSignal = keyof typeof SIGNAL_NUMBERS;

/** The exit code after the server got stuck (EX_SOFTWARE of sysexits.h): a service manager restarts it then. */
export const STUCK = 70;

/** After how many milliseconds a stop is worth a word. */
const PATIENCE = 500;

/** The end of one run; made once, before anything can ask for it. */
export class Shutdown {
  readonly #supervisor: Supervisor;
  readonly #output: Output;
  readonly #finished = Promise.withResolvers<number>();
  readonly #begun = new AbortController();
  #code = 0;

  /** Makes the end of a run of that server. */
  constructor(supervisor: Supervisor, output: Output) {
    this.#supervisor = supervisor;
    this.#output = output;
  }

  /** The exit code, once the server has stopped or is not to be waited for any longer. */
  get finished(): Promise<number> {
    return this.#finished.promise;
  }

  /** Aborted when the run is to end: a command that waits for something waits no longer. */
  get begun(): AbortSignal {
    return this.#begun.signal;
  }

  /** The exit code becomes this one if nothing before has made it another than 0. */
  fail(code: number): void {
    if (this.#code === 0) this.#code = code;
  }

  /** Stops the server: what is in flight may finish until the deadline of the settings. Only the first call counts. */
  drain(): void {
    if (this.begun.aborted) return;
    this.#begun.abort();
    drainServer(this.#supervisor, this.#output)
      .then(() => this.#finished.resolve(this.#code), this.#finished.reject);
  }

  /** Ends the run without waiting for anything. */
  end(code: number): void {
    this.#begun.abort();
    this.#supervisor.kill();
    this.#finished.resolve(code);
  }

  /**
   * Answers a signal: drains, and the second time ends the run at once. SIGHUP only drains: a terminal that closes
   * sends it to its programs more than once.
   */
  receive(signal: EndSignal): void {
    if (this.begun.aborted && signal !== "SIGHUP") return this.end(128 + SIGNAL_NUMBERS[signal]);
    this.drain();
  }

  /** Receives these signals from now on. */
  listen(signals: readonly EndSignal[]): void {
    for (const signal of signals) {
      // Windows has no SIGTERM to listen for.
      if (signal === "SIGTERM" && Deno.build.os === "windows") continue;
      Deno.addSignalListener(signal, () => this.receive(signal));
    }
  }
}

/** Stops the server, telling the operator when that takes a while, and whom it cut off. */
export async function drainServer(supervisor: Supervisor, output: Output): Promise<void> {
  const seconds = supervisor.settings["timeouts.drain"] / 1000;
  const timer = setTimeout(() => {
    const open = counted(supervisor.status().connections, "connection");
    output.warn(`Stopping: ${open} in use, ${seconds} s at most. Ctrl-C cuts off.`);
  }, PATIENCE);
  try {
    const { cut } = await supervisor.stop();
    if (cut > 0) output.warn(`${counted(cut, "connection")} cut off.`);
  } finally {
    clearTimeout(timer);
  }
}
