/**
 * Connections that a proxy hands on, and begins with whose they are: `access.proxyProtocol`.
 *
 * @module
 */
import { type AddressMatcher, compileBlocks } from "../patterns/addresses.ts";
import { ClientGone, type ClientSocket } from "./client_socket.ts";
import type { Timed } from "./deadlines.ts";
import { readProxyHeader } from "./proxy_header.ts";
import { SeldomNotice } from "./seldom_notice.ts";
import type { Serving } from "./serving.ts";

/** A header that is waited for. */
interface Waiting extends Timed {
  deadline: number;
}

/** Reads the PROXY headers of trusted proxies. What others send is a request, or none. */
export class Introductions {
  readonly #waiting: Set<Waiting> = new Set();
  readonly #serving: Serving;
  readonly #broken: SeldomNotice;
  /** Compiled anew when the settings are others. */
  #compiled: { readonly blocks: readonly string[]; readonly isTrusted: AddressMatcher } | undefined;

  /** Makes the introductions of one worker. */
  constructor(serving: Serving) {
    this.#serving = serving;
    this.#broken = new SeldomNotice(serving.notice);
  }

  /** How many headers are waited for. */
  get pending(): number {
    return this.#waiting.size;
  }

  /** Gives those that are waited for so many milliseconds more at most. */
  drain(grace: number): void {
    for (const waiting of this.#waiting) waiting.deadline = this.#serving.deadlines.after(grace);
  }

  /** Whether a connection from this address has to begin with a header. */
  isDue(address: string): boolean {
    const { settings } = this.#serving;
    if (!settings["access.proxyProtocol"]) return false;
    const blocks = settings["access.trustedProxies"];
    if (this.#compiled?.blocks !== blocks) this.#compiled = { blocks, isTrusted: compileBlocks(blocks) };
    return this.#compiled.isTrusted(address);
  }

  /**
   * Waits for the header of a connection, and gives its socket the client that it names. A connection without one is
   * closed. Never rejects.
   *
   * @returns Whether the connection goes on.
   */
  async read(socket: ClientSocket): Promise<boolean> {
    const { deadlines, settings, bugs } = this.#serving;
    const waiting: Waiting = {
      deadline: deadlines.after(settings["timeouts.head"]),
      expire: () => socket.close(),
    };
    deadlines.add(waiting);
    this.#waiting.add(waiting);
    let goesOn = false;
    try {
      goesOn = await this.#receive(socket);
    } catch (error) {
      if (!(error instanceof ClientGone)) bugs.report(error, "a connection's PROXY header");
    } finally {
      this.#waiting.delete(waiting);
      deadlines.delete(waiting);
      if (!goesOn) socket.close();
    }
    return goesOn;
  }

  /** Reads no byte beyond the header: those are the connection's. */
  async #receive(socket: ClientSocket): Promise<boolean> {
    let bytes = new Uint8Array(0);
    for (;;) {
      const header = readProxyHeader(bytes);
      if (header.kind === "broken") return this.#refuse(socket);
      if (header.kind === "whole") {
        socket.client = header.client ?? socket.client;
        return true;
      }
      const larger = new Uint8Array(bytes.length + header.missing);
      larger.set(bytes);
      const count = await socket.read(larger.subarray(bytes.length));
      if (count === null) return false;
      bytes = larger.subarray(0, bytes.length + count);
    }
  }

  #refuse({ client: { address } }: ClientSocket): false {
    this.#broken.tell(
      `${address} is one of access.trustedProxies and sends no PROXY header (access.proxyProtocol): closed`,
    );
    return false;
  }
}
