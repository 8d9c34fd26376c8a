/**
 * Connections that were used once and stay open.
 *
 * @module
 */

/** How many are opened at a time: more would overrun the short accept queue of some servers. */
const AT_A_TIME = 100;
/** How long it may take to open all of them, in milliseconds. */
const PATIENCE = 20_000;

/** Idle connections. Disposing of them closes them. */
export class IdleClients implements Disposable {
  readonly #connections: Set<Deno.TcpConn> = new Set();
  #lost = 0;
  #disposed = false;

  /** How many the server has closed. */
  get lost(): number {
    return this.#lost;
  }

  /**
   * Opens connections, asks on each for one small file, and reads the answer's beginning.
   *
   * @returns whether all of them could be opened and got an answer; after the first that did not, no more are tried
   */
  async open(count: number, port: number, target: string, signal: AbortSignal): Promise<boolean> {
    const request = new TextEncoder().encode(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
    const overdue = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
    let allOpen = true;
    for (let opened = 0; opened < count && allOpen; opened += AT_A_TIME) {
      const size = Math.min(AT_A_TIME, count - opened);
      const wave = Array.from({ length: size }, () => this.#openOne(port, request));
      const results = await orAborted(Promise.all(wave), overdue);
      allOpen = results?.every((isOpen) => isOpen) ?? false;
    }
    signal.throwIfAborted();
    return allOpen;
  }

  /** Closes all of them. */
  [Symbol.dispose](): void {
    this.#disposed = true;
    for (const connection of this.#connections) connection.close();
    this.#connections.clear();
  }

  async #openOne(port: number, request: Uint8Array): Promise<boolean> {
    try {
      const connection = await Deno.connect({ hostname: "127.0.0.1", port });
      // It took so long that nobody waits any more.
      if (this.#disposed) {
        connection.close();
        return false;
      }
      this.#connections.add(connection);
      const buffer = new Uint8Array(4096);
      await connection.write(request);
      if (await connection.read(buffer) === null) return false;
      void this.#watch(connection, buffer);
      return true;
    } catch {
      // Refused or reset, or no descriptor was left for it.
      return false;
    }
  }

  /** Reads on, the rest of the answer perhaps, until the server closes the connection or we do. */
  async #watch(connection: Deno.TcpConn, buffer: Uint8Array): Promise<void> {
    try {
      while (await connection.read(buffer) !== null);
    } catch {
      // Reset by the server, or closed by us.
    }
    if (!this.#disposed) this.#lost++;
  }
}

/** What a promise gives; undefined when the signal comes first. */
async function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  const { promise: aborted, resolve } = Promise.withResolvers<undefined>();
  const abort = () => resolve(undefined);
  signal.addEventListener("abort", abort, { once: true });
  if (signal.aborted) abort();
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
