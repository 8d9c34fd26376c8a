/**
 * The socket of one client.
 *
 * @module
 */
import type { Client } from "../http/request.ts";

/** The client has closed the connection, or we have: nothing more can be read from or written to it. */
export class ClientGone extends Error {
  /** The error's name, `ClientGone`. */
  override readonly name = "ClientGone";
}

/** What reads and writes fail with when the peer is gone, or when the connection was closed by us. */
const GONE = [
  Deno.errors.ConnectionReset,
  Deno.errors.ConnectionAborted,
  Deno.errors.BrokenPipe,
  Deno.errors.NotConnected,
  Deno.errors.TimedOut,
  Deno.errors.UnexpectedEof,
  Deno.errors.Interrupted,
  Deno.errors.BadResource,
] as const;

/**
 * An accepted connection, whose end has an error of its own: a handler's trouble with another socket or a
 * file, which would look the same, is a bug and not a client that went away.
 */
export class ClientSocket {
  /** Who is at the other end, or whom the proxy there speaks for; see `introductions`. */
  client: Client;
  readonly #conn: Deno.TcpConn;
  #closed = false;

  /** Takes over an accepted connection. */
  constructor(conn: Deno.TcpConn) {
    this.#conn = conn;
    const { hostname, port } = conn.remoteAddr;
    this.client = { address: hostname.replace(/^::ffff:/, ""), port };
    try {
      // Else a second small write waits for the peer to acknowledge the first one.
      conn.setNoDelay(true);
    } catch {
      // Some systems refuse when the client has gone already; the first read will tell.
    }
  }

  /**
   * Reads what there is, and waits while there is nothing.
   *
   * @returns How many bytes; `null` when the client has ended its half.
   * @throws {ClientGone}
   */
  read(into: Uint8Array): Promise<number | null> {
    return this.#conn.read(into).catch(asClientGone);
  }

  /**
   * As {@linkcode read}, with the runtime's own errors, which {@linkcode isClientGone} tells apart: for the wait
   * between two requests, which should hold as little as can be.
   */
  receive(into: Uint8Array): Promise<number | null> {
    return this.#conn.read(into);
  }

  /**
   * Writes as much as the system takes. Rejects with the runtime's own errors, which {@linkcode asClientGone} translates:
   * there is a write for each request, and a promise more would cost it 2 % of its time.
   *
   * @returns How many bytes.
   */
  send(bytes: Uint8Array): Promise<number> {
    return this.#conn.write(bytes);
  }

  /**
   * Ends our half: the client is told that nothing follows.
   *
   * @throws {ClientGone}
   */
  endWriting(): Promise<void> {
    return this.#conn.closeWrite().catch(asClientGone);
  }

  /** Ends the connection; whoever reads or writes gets a {@linkcode ClientGone}. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#conn.close();
  }
}

/** Whether an error of a client's socket says that the client has gone. */
export function isClientGone(error: unknown): boolean {
  return error instanceof ClientGone || GONE.some((kind) => error instanceof kind);
}

/** Throws an error of a client's socket, as {@linkcode ClientGone} where it says that the client has gone. */
export function asClientGone(error: unknown): never {
  throw isClientGone(error) ? new ClientGone("", { cause: error }) : error;
}
