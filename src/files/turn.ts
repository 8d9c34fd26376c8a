/**
 * One turn of a serving thread: a look at the disk that is good for every request answered in it.
 *
 * @module
 */

/**
 * Counts turns. A turn begins with the first look at the disk and ends with a microtask that is queued
 * just before that look.
 *
 * That makes one look strictly fresh for all who share it. Microtasks run in the order in which they were queued,
 * so whatever runs before that one had been queued before the look, and so the request that it answers
 * had been received before the look: what a client wrote before it asked was there to be seen. A request that is
 * received later is answered later than that microtask, in another turn.
 *
 * Measured with 64 clients on one file: a third less processor time a request.
 */
export class Turn {
  #number = 0;
  #hasBegun = false;
  /** One function for all turns: there are thousands a second. */
  readonly #end = (): void => {
    this.#number++;
    this.#hasBegun = false;
  };

  /** The number of this turn, which begins now if it had not: to be asked for before the look. */
  enter(): number {
    if (!this.#hasBegun) {
      this.#hasBegun = true;
      queueMicrotask(this.#end);
    }
    return this.#number;
  }
}

/** What was found out in this turn, by key; it is forgotten when the turn is over. */
export class TurnMemory<Value> {
  readonly #turn: Turn;
  readonly #values: Map<string, Value> = new Map();
  #of = -1;

  /** Makes a memory that knows nothing. */
  constructor(turn: Turn) {
    this.#turn = turn;
  }

  /** What was kept in this turn. */
  get(key: string): Value | undefined {
    return this.#current().get(key);
  }

  /** Keeps what was found by a look that was begun in this turn. */
  set(key: string, value: Value): void {
    this.#current().set(key, value);
  }

  #current(): Map<string, Value> {
    const turn = this.#turn.enter();
    if (this.#of !== turn) {
      if (this.#values.size > 0) this.#values.clear();
      this.#of = turn;
    }
    return this.#values;
  }
}
