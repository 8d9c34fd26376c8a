/**
 * The connections of a worker, with what the operator knows them by.
 *
 * @module
 */
import { MOST_CONNECTIONS_TOLD, type OpenConnection } from "../channel/questions.ts";
import type { Connection } from "./connection.ts";

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
  /** In the order in which they were opened. */
  readonly #opened: Map<Connection, Opened> = new Map();
  #numbers = 0;

  /** @param worker The worker's number. */
  constructor(worker: number) {
    this.#worker = worker;
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

  /** What there is to tell of the oldest ones. */
  list(): readonly OpenConnection[] {
    const now = performance.now();
    return [...this.#opened].slice(0, MOST_CONNECTIONS_TOLD).map(([connection, { number, since }]) => {
      const { address, port } = connection.client;
      return { id: `${this.#worker}-${number}`, address, port, age: now - since, ...connection.activity };
    });
  }
}
