/**
 * Who may make one more request: `limits.requestsPerSecond`.
 *
 * @module
 */
import type { RequestBuckets, RequestRate } from "../channel/request_buckets.ts";
import { printable } from "../settings/printable.ts";
import { SeldomNotice } from "./seldom_notice.ts";

/** Takes requests from what clients may make, and tells the operator where one has none left. */
export class RateLimit {
  readonly #buckets: Pick<RequestBuckets, "take">;
  readonly #refused: SeldomNotice;

  /** @param notice Takes a line for the operator. */
  constructor(buckets: Pick<RequestBuckets, "take">, notice: (line: string) => void) {
    this.#buckets = buckets;
    this.#refused = new SeldomNotice(notice);
  }

  /** Takes one request from what an address may still make; whether there was one. */
  take(address: string, rate: RequestRate): boolean {
    if (this.#buckets.take(address, rate)) return true;
    this.#refused.tell(
      `${printable(address)} asks more often than limits.requestsPerSecond allows ` +
        `(${rate.perSecond}): 429, 'log status=429' shows who else`,
    );
    return false;
  }
}
