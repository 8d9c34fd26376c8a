/**
 * A site that is closed for a while.
 *
 * @module
 */
import { HttpResponse } from "../http/response.ts";
import type { Handler } from "./handler.ts";

/** When to come back if nobody knows the end, in seconds. */
const LATER = 120;

/** What {@linkcode maintenance} goes by. */
export interface MaintenanceOptions {
  /** Its end in milliseconds since 1970; `Infinity` where nobody knows it. */
  readonly until: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Answers everything with 503 and `Retry-After` (RFC 9110 §10.2.3): the seconds that are left, 2 minutes where nobody
 * knows. The site's error page is added by whoever dresses answers.
 */
export function maintenance({ until, now }: MaintenanceOptions): Handler {
  return ({ decisions }) => {
    decisions?.note("maintenance", "everything is answered with 503 until it ends");
    const left = until === Infinity ? LATER : Math.max(1, Math.ceil((until - now()) / 1000));
    return new HttpResponse({
      status: 503,
      fields: [["Retry-After", String(left)], ["Cache-Control", "no-store"]],
    });
  };
}
