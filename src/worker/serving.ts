/**
 * What all connections of a serving thread share.
 *
 * @module
 */
import type { CounterRow } from "../channel/counters.ts";
import type { Pipeline } from "../handlers/pipeline.ts";
import type { Client } from "../http/request.ts";
import { type HeadLimits, RequestHead } from "../http/request_head.ts";
import type { Settings } from "../settings/settings.ts";
import { BugLog } from "./bug_log.ts";
import type { ReadableClock } from "./clock.ts";
import type { Deadlines } from "./deadlines.ts";
import { OutputBuffers } from "./output_buffers.ts";
import { ReadMemory } from "./read_memory.ts";
import type { Recorder } from "./recorder.ts";
import { Stopwatch } from "./stopwatch.ts";
import { Turns } from "./turns.ts";

/** What {@linkcode Serving} is made from. */
export interface ServingOptions {
  readonly settings: Settings;
  readonly pipeline: Pipeline;
  readonly clock: ReadableClock;
  readonly deadlines: Deadlines;
  readonly counters: CounterRow;
  /** Takes a line for the operator; text from clients in it must be escaped. */
  readonly notice: (line: string) => void;
}

/** Is told of what passes on connections, each of which goes by its client. */
export interface TrafficWatcher {
  /** Bytes have come, of a head mostly. */
  arrived(client: Client): void;
  /** The system has taken bytes to send. */
  written(client: Client): void;
}

/** Head parsers kept for the next request: a busy thread needs few, an idle connection none. */
const MOST_SPARE_HEADS = 64;

/** The state of one serving thread: what the settings made, and what is shared for thrift. */
export class Serving {
  readonly clock: ReadableClock;
  readonly deadlines: Deadlines;
  readonly counters: CounterRow;
  readonly notice: (line: string) => void;
  /** Takes errors that nobody expected. */
  readonly bugs: BugLog;
  /** Memory that answers are put together in. */
  readonly buffers: OutputBuffers = new OutputBuffers();
  /** Who answers at length gives way to others. */
  readonly turns: Turns = new Turns(() => this.deadlines.size);
  /** Memory that requests are read into. */
  readonly memory: ReadMemory = new ReadMemory();
  /** The settings in force. */
  settings: Settings;
  /** The handlers that they made. */
  pipeline: Pipeline;
  /** The time for them. */
  readonly stopwatch: Stopwatch = new Stopwatch();
  /** Who is told of each answer. */
  recorders: readonly Recorder[] = [];
  /** Nobody, unless a request is traced. */
  watcher: TrafficWatcher | undefined = undefined;
  /** Whether connections are to close as soon as they are idle. */
  draining = false;
  /**
   * While draining, for how many milliseconds a connection may yet be idle whose last answer was begun before, and so has
   * not told the client that it ends: a next request may be on its way. 0: it ends at once.
   */
  idleGrace = 0;
  #limits: HeadLimits;
  #spareHeads: RequestHead[] = [];

  /** Makes the state of a thread that serves. */
  constructor(options: ServingOptions) {
    this.settings = options.settings;
    this.pipeline = options.pipeline;
    this.clock = options.clock;
    this.deadlines = options.deadlines;
    this.counters = options.counters;
    this.notice = options.notice;
    this.bugs = new BugLog(options.notice);
    this.#limits = headLimits(options.settings);
  }

  /** Puts other settings in force, from the next request on. */
  apply(settings: Settings, pipeline: Pipeline): void {
    this.settings = settings;
    this.pipeline = pipeline;
    this.#limits = headLimits(settings);
    this.#spareHeads = [];
  }

  /** A head parser, ready for a request. */
  takeHead(): RequestHead {
    return this.#spareHeads.pop() ?? new RequestHead(this.#limits);
  }

  /** Takes a head parser back. */
  giveHead(head: RequestHead): void {
    if (head.limits !== this.#limits || this.#spareHeads.length >= MOST_SPARE_HEADS) return;
    head.reset();
    this.#spareHeads.push(head);
  }
}

function headLimits(settings: Settings): HeadLimits {
  return {
    target: settings["limits.target"],
    head: settings["limits.head"],
    fields: settings["limits.fields"],
  };
}
