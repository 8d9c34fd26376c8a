/**
 * Reads what comes behind a request while its answer is made: by it a client is seen to go.
 *
 * @module
 */
import type { PresenceWatcher } from "../http/request.ts";
import { ClientGone, type ClientSocket, isClientGone } from "./client_socket.ts";
import type { ReadBuffer } from "./read_buffer.ts";

/** What {@linkcode LookAhead} is made from. */
export interface LookAheadOptions {
  readonly socket: ClientSocket;
  /** Takes what comes: nobody else may use it meanwhile. */
  readonly buffer: ReadBuffer;
  /** The client has ended its half. */
  readonly left: () => void;
  /** The connection is lost; by this error, where it is not the client that has gone. */
  readonly lost: (error: unknown) => void;
}

/** Looks behind the requests of one connection, for those of them that somebody watches. */
export class LookAhead {
  readonly #options: LookAheadOptions;
  #watcher: PresenceWatcher | undefined;
  #coming: Promise<boolean> | undefined;

  /** Looks for nothing yet. */
  constructor(options: LookAheadOptions) {
    this.#options = options;
  }

  /** Whether anything comes; `undefined` where nobody reads, so that whoever wants to know must. Never rejects. */
  get coming(): Promise<boolean> | undefined {
    return this.#coming;
  }

  /** Watches until {@linkcode answered} or {@linkcode closed}. The buffer is empty, or nothing is read. */
  watch(watcher: PresenceWatcher): void {
    this.#watcher = watcher;
    // Whoever has sent a next request is there, and more is not to be read yet.
    if (this.#options.buffer.length === 0) this.#coming ??= this.#read();
  }

  /** Nobody watches any more. */
  answered(): void {
    this.#watcher = undefined;
  }

  /** The connection is over. */
  closed(): void {
    const watcher = this.#watcher;
    this.#watcher = undefined;
    watcher?.closed(new ClientGone());
  }

  async #read(): Promise<boolean> {
    const { socket, buffer, left, lost } = this.#options;
    try {
      const count = await socket.read(buffer.room());
      if (count !== null) {
        buffer.received(count);
        this.#coming = undefined;
        return true;
      }
      left();
      this.#watcher?.left();
    } catch (error) {
      lost(isClientGone(error) ? undefined : error);
    }
    return false;
  }
}
