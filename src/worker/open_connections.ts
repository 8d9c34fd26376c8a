/**
 * The connections of a worker, with what the operator knows them by.
 *
 * @module
 */
import { type ConnectionFilter, MOST_CONNECTIONS_TOLD, type OpenConnection } from "../channel/questions.ts";
import { compileBlocks } from "../patterns/addresses.ts";
import type { Connection } from "./connection.ts";
import type { Serving } from "./serving.ts";

/** What is known of a connection beside itself. */
interface Opened {
  /** From 1, never used again in this thread. */
  readonly number: number;
  /** By `performance.now()`. */
  readonly since: number;
}

/** All connections that are being served. */
export class OpenConnections {
  readonly #worker: number;
  readonly #serving: Serving;
  /** In the order in which they were opened. */
  readonly #opened: Map<Connection, Opened> = new Map();
  #numbers = 0;

  /** @param worker The worker's number. */
  constructor(worker: number, serving: Serving) {
    this.#worker = worker;
    this.#serving = serving;
  }

  /** How many there are. */
  get size(): number {
    return this.#opened.size;
  }

  /** All of them, the oldest first. */
  all(): Iterable<Connection> {
    return this.#opened.keys();
  }

  /** A connection is served from now on. */
  add(connection: Connection): void {
    this.#opened.set(connection, { number: ++this.#numbers, since: performance.now() });
  }

  /** A connection has ended. */
  delete(connection: Connection): void {
    this.#opened.delete(connection);
  }

  /** What there is to tell of the oldest ones that are meant. */
  list(which: ConnectionFilter): readonly OpenConnection[] {
    const told: OpenConnection[] = [];
    for (const [, seen] of this.#matching(which)) {
      told.push(seen);
      if (told.length === MOST_CONNECTIONS_TOLD) break;
    }
    return told;
  }

  /**
   * Ends those that are meant.
   *
   * @returns how many
   */
  kill(which: ConnectionFilter): number {
    const meant = [...this.#matching(which)];
    for (const [connection] of meant) connection.close();
    return meant.length;
  }

  *#matching(
    { id, block, state, active, idle = 0 }: ConnectionFilter,
  ): Generator<[Connection, OpenConnection]> {
    const isMeant = block === undefined ? undefined : compileBlocks([block]);
    for (const [connection, opened] of this.#opened) {
      if (isMeant?.(connection.client.address) === false) continue;
      const seen = this.#look(connection, opened);
      const fits = (id ?? seen.id) === seen.id && (state ?? seen.state) === seen.state &&
        (active ?? seen.active) === seen.active && idle <= (seen.idle ?? 0);
      if (fits) yield [connection, seen];
    }
  }

  #look(connection: Connection, { number, since }: Opened): OpenConnection {
    const { address, port } = connection.client;
    const { activity } = connection;
    const age = performance.now() - since;
    const idle = activity.state === "idle" ? Math.min(age, this.#idleTime(connection)) : undefined;
    return { id: `${this.#worker}-${number}`, address, port, age, idle, ...activity };
  }

  /** By its deadline, which it got when it began to wait; wrong for one that waited when `timeouts.idle` was changed. */
  #idleTime({ deadline }: Connection): number {
    const { deadlines, settings } = this.#serving;
    const began = deadline - (deadlines.after(settings["timeouts.idle"]) - deadlines.now);
    return Math.max(0, performance.now() - began);
  }
}
