/**
 * Noticing a worker that no longer turns.
 *
 * @module
 */

/** What a watchdog watches. */
export interface WatchdogOptions {
  /** The time of each worker's last sign of life, in milliseconds since 1970. */
  readonly heartbeats: () => readonly number[];
  /** Called once for a worker, by its place in that list, whose last sign is too long ago. */
  readonly stuck: (place: number) => void;
}

/** How often it looks, in milliseconds. */
const LOOK = 1000;
/** A silence of this many looks in a row is a stuck worker. */
const MOST_SILENT = 10;

/**
 * Counts looks without a new sign of life. Counting looks rather than time means that a machine which
 * slept, or a main thread that was held up, accuses nobody.
 */
export class Watchdog {
  readonly #options: WatchdogOptions;
  readonly #last: number[] = [];
  readonly #silent: number[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;

  /** Makes a watchdog that sleeps until {@linkcode start}. */
  constructor(options: WatchdogOptions) {
    this.#options = options;
  }

  /** Begins to look. */
  start(): void {
    this.#timer = setInterval(() => this.look(), LOOK);
  }

  /** Stops looking. */
  stop(): void {
    clearInterval(this.#timer);
  }

  /** Looks once. */
  look(): void {
    for (const [place, heartbeat] of this.#options.heartbeats().entries()) {
      const silent = heartbeat === this.#last[place] ? (this.#silent[place] ?? 0) + 1 : 0;
      this.#last[place] = heartbeat;
      this.#silent[place] = silent;
      if (silent === MOST_SILENT) this.#options.stuck(place);
    }
  }
}
