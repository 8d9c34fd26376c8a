/**
 * How far a connection is: what it waits for, and how long that may take.
 *
 * @module
 */
import type { CounterRow } from "../channel/counters.ts";
import type { Client } from "../http/request.ts";
import type { Settings } from "../settings/settings.ts";
import type { Phase } from "./activity.ts";
import type { Deadlines } from "./deadlines.ts";
import type { WriteWatcher } from "./response_writer.ts";
import type { TrafficWatcher } from "./serving.ts";

/** What a {@linkcode Progress} needs of its serving thread. */
export interface ProgressServing {
  readonly deadlines: Deadlines;
  readonly counters: CounterRow;
  /** The settings in force. */
  readonly settings: Settings;
  readonly watcher: TrafficWatcher | undefined;
}

/** Bytes of a body that earn its sender another second: who sends slower than this is cut off. */
const BODY_RATE = 500;

/** What one connection waits for. */
export class Progress implements WriteWatcher {
  /** What is waited for; it decides what a passed deadline means. */
  phase: Phase = "head";
  /** See `Timed.deadline`. */
  deadline: number;
  readonly #serving: ProgressServing;
  readonly #client: Client;
  #bodyDeadline = 0;
  #isActive = false;
  /** Whether the request's body is being received, as it may be while its answer is written. */
  #receives = false;

  /** Waits for the head of a first request. */
  constructor(serving: ProgressServing, client: Client) {
    this.#serving = serving;
    this.#client = client;
    this.deadline = serving.deadlines.after(serving.settings["timeouts.head"]);
  }

  /** Whether a request is in hand: from its first byte until its answer is written. */
  get isActive(): boolean {
    return this.#isActive;
  }

  /** Bytes of a request have come. To count it, and its end, takes 20 to 30 ns: no other thread writes that number. */
  began(): void {
    this.#serving.watcher?.arrived(this.#client);
    if (this.phase === "idle") this.waitForHead();
    if (this.#isActive) return;
    this.#isActive = true;
    this.#serving.counters.add("active", 1);
  }

  /** The answers to all that has come are written, or will not be. */
  ended(): void {
    if (!this.#isActive) return;
    this.#isActive = false;
    this.#serving.counters.add("active", -1);
  }

  /**
   * Waits for something else from now on.
   *
   * @param time milliseconds; `Infinity` where it is not the client that is waited for
   */
  wait(phase: Phase, time: number): void {
    this.phase = phase;
    this.deadline = this.#serving.deadlines.after(time);
  }

  /** Waits for the rest of a head. */
  waitForHead(): void {
    this.wait("head", this.#serving.settings["timeouts.head"]);
  }

  /** Waits for a next request. */
  waitForNext(): void {
    this.wait("idle", this.#serving.settings["timeouts.idle"]);
  }

  /** See {@linkcode WriteWatcher.writing}. */
  writing(): void {
    this.wait("write", this.#serving.settings["timeouts.write"]);
  }

  /** See {@linkcode WriteWatcher.pausing}. */
  pausing(): void {
    this.wait("handler", Infinity);
  }

  /** See {@linkcode WriteWatcher.written}. */
  written(count: number): void {
    this.#serving.counters.add("bytesSent", count);
    this.#serving.watcher?.written(this.#client);
    if (this.#receives) this.#waitForBody();
    else this.wait("handler", Infinity);
  }

  /** A request's body has `timeouts.body` from now on, and more as it comes. */
  beginBody(): void {
    this.#bodyDeadline = this.#serving.deadlines.after(this.#serving.settings["timeouts.body"]);
  }

  /** More of the body is received from now on. */
  receiving(): void {
    this.#receives = true;
    // A write that is under way keeps its own deadline, and gives way to this one.
    if (this.phase !== "write") this.#waitForBody();
  }

  /** So many bytes of the body have come; none, where the client has ended. */
  received(count: number): void {
    this.#receives = false;
    this.#bodyDeadline += count * 1000 / BODY_RATE;
    if (count > 0 && this.phase === "body") this.wait("handler", Infinity);
  }

  #waitForBody(): void {
    this.phase = "body";
    this.deadline = this.#bodyDeadline;
  }
}
