/**
 * Looking at something that grows, again and again: how it stood before tells how it grew.
 *
 * @module
 */

/** What was seen, and when. */
export interface Look<Value> {
  /** A monotonic time in milliseconds. */
  readonly at: number;
  readonly value: Value;
}

/** How {@linkcode Looks} looks. */
export interface LooksOptions<Value> {
  /** What is looked at. */
  readonly read: () => Value;
  /** A monotonic time in milliseconds. */
  readonly now: () => number;
  /** Between two looks, in milliseconds. */
  readonly every: number;
  /** How many looks are held. */
  readonly most: number;
}

/** The last looks. */
export class Looks<Value> {
  readonly #options: LooksOptions<Value>;
  /** The newest last. */
  readonly #looks: Look<Value>[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;

  /** Looks a first time. */
  constructor(options: LooksOptions<Value>) {
    this.#options = options;
    this.look();
  }

  /** Begins to look. */
  start(): void {
    this.#timer = setInterval(() => this.look(), this.#options.every);
  }

  /** Stops looking. */
  stop(): void {
    clearInterval(this.#timer);
  }

  /** Looks once. */
  look(): void {
    const { now, read, most } = this.#options;
    this.#looks.push({ at: now(), value: read() });
    if (this.#looks.length > most) this.#looks.shift();
  }

  /** The look so many before the newest one; the oldest where there are not so many. */
  back(count: number): Look<Value> | undefined {
    return this.#looks.at(-1 - count) ?? this.#looks[0];
  }

  /** The newest look that is not younger than a moment; the oldest where none is so old. */
  before(moment: number): Look<Value> | undefined {
    return this.#looks.findLast(({ at }) => at <= moment) ?? this.#looks[0];
  }
}
