/**
 * Who asks for what, lately: the heavy hitters among the last requests.
 *
 * The rings of the workers are looked at four times a second. Where more came than one look may take, some stand for
 * all, and the counts say how far off they may be for it. The memory is the same, whatever comes.
 *
 * @module
 */
import type { RecordedRequest } from "./recorded_request.ts";
import type { HistoryCursor, RequestHistory } from "./request_history.ts";
import { SlidingHitters, type Window, type WindowHitter } from "./sliding_hitters.ts";

/** What is counted. */
const TRAFFIC_KINDS = ["paths", "clients", "agents", "referrers", "slow", "missing"] as const;

/** One of it; `slow` are paths by the milliseconds that they took, `missing` paths that were answered with 404. */
export type TrafficKind = typeof TRAFFIC_KINDS[number];

/** The time that is looked back. */
export const TRAFFIC_WINDOW: Window = { slice: 60_000, slices: 15 };

/** What {@linkcode Traffic} may be given by a test. */
export interface TrafficOptions {
  /** Milliseconds that only go forward. */
  readonly now?: () => number;
  /** From 0 up to, not including, 1. */
  readonly chance?: () => number;
}

/** Between two looks, in milliseconds. */
const PERIOD = 250;
/**
 * Requests of each worker that one look takes: 500 a second. Each costs 5 to 10 µs, so that the main thread is busy with it for
 * 0.5 % of its time at most; with four times as many it was 2 %, and errors were half as large.
 */
const MOST_TAKEN = 125;
/** Keys counted in a slice: what makes up a 200th of its requests is among them. */
const CAPACITY = 200;
/** Of a longer key, the part that counts, in characters. */
const LONGEST_KEY = 200;

/** Counts. */
export class Traffic {
  readonly #history: RequestHistory;
  readonly #now: () => number;
  readonly #chance: () => number;
  readonly #kinds: Readonly<Record<TrafficKind, SlidingHitters>>;
  #cursor: HistoryCursor = new Map();
  #timer: ReturnType<typeof setInterval> | undefined;

  /** Counts nothing yet. */
  constructor(history: RequestHistory, { now, chance }: TrafficOptions = {}) {
    this.#history = history;
    this.#now = now ?? (() => performance.now());
    this.#chance = chance ?? Math.random;
    const make = () => new SlidingHitters(CAPACITY, TRAFFIC_WINDOW);
    this.#kinds = {
      paths: make(),
      clients: make(),
      agents: make(),
      referrers: make(),
      slow: make(),
      missing: make(),
    };
  }

  /** How many keys are counted, of all kinds. */
  get size(): number {
    return Object.values(this.#kinds).reduce((sum, { size }) => sum + size, 0);
  }

  /** Begins to look. */
  start(): void {
    this.#timer ??= setInterval(() => this.look(), PERIOD);
  }

  /** Looks a last time. */
  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.look();
  }

  /** Counts what came since the last look. */
  look(): void {
    const { samples, cursor } = this.#history.sample(this.#cursor, MOST_TAKEN, this.#chance);
    this.#cursor = cursor;
    const now = this.#now();
    for (const { request, weight } of samples) this.#count(request, weight, now);
  }

  /** What occurred most often lately, the first one first. */
  top(kind: TrafficKind, limit: number): readonly WindowHitter[] {
    this.look();
    return this.#kinds[kind].top(limit, this.#now());
  }

  #count(request: RecordedRequest, weight: number, now: number): void {
    const { path, address, agent, referer, status, duration } = request;
    const add = (kind: TrafficKind, key: string | undefined, worth: number, note?: string): void => {
      if (key === undefined || key === "") return;
      this.#kinds[kind].add({
        key: key.slice(0, LONGEST_KEY),
        weight: worth * weight,
        // Each request was taken with the chance of 1 in the weight, and stands for that many.
        variance: worth * worth * weight * (weight - 1),
        note: note?.slice(0, LONGEST_KEY),
      }, now);
    };
    add("paths", path, 1);
    add("clients", address, 1);
    add("agents", agent, 1);
    add("referrers", referer, 1);
    add("slow", path, duration);
    if (status === 404) add("missing", path, 1, referer);
  }
}
