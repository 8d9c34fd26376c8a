/**
 * Who may have one more connection: `limits.connectionsPerAddress`.
 *
 * @module
 */
import type { AddressCounts } from "../channel/address_counts.ts";
import { SeldomNotice } from "./seldom_notice.ts";

/** What {@linkcode Admission} is made from. */
export interface AdmissionOptions {
  readonly counts: AddressCounts;
  /** Most connections of one address; 0: any number. Asked at each connection, for it may change. */
  readonly limit: () => number;
  /** Takes a line for the operator. */
  readonly notice: (line: string) => void;
}

/** A connection's place among those of its address. */
export interface Place {
  /** Gives it back; called exactly once, when the connection has ended. */
  leave(): void;
}

/** The place of a connection that is not counted, because there is no limit. */
const UNCOUNTED: Place = { leave: () => {} };

/** Lets connections in as long as their address does not have too many. */
export class Admission {
  readonly #options: AdmissionOptions;
  readonly #refused: SeldomNotice;

  /** Makes the admission of one worker. */
  constructor(options: AdmissionOptions) {
    this.#options = options;
    this.#refused = new SeldomNotice(options.notice);
  }

  /**
   * Asks for a place. There are never more than the limit; of several that come at once at different workers for
   * the last one, all may be refused.
   *
   * @param address The client's IP address.
   * @returns `undefined` when the address has as many connections as it may.
   */
  admit(address: string): Place | undefined {
    const { counts, limit } = this.#options;
    const most = limit();
    // Connections that were let in while there was no limit stay uncounted.
    if (most === 0) return UNCOUNTED;
    if (counts.enter(address) <= most) return { leave: () => counts.leave(address) };
    counts.leave(address);
    this.#refused.tell(
      `${address} has as many connections as limits.connectionsPerAddress allows (${most}): more are refused`,
    );
    return undefined;
  }
}
