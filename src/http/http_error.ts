/**
 * A request that is refused: the client's doing, never a bug of ours.
 *
 * @module
 */

/** Why a request is refused: one rule of the protocol or one limit of the settings. */
export interface Refusal {
  /** The status that the client is told. */
  readonly status: number;
  /** The rule that was broken, as a sentence without its full stop. */
  readonly rule: string;
  /** Where the rule stands, such as `RFC 9112 §5.2`, or the setting that gives the limit. */
  readonly source: string;
}

/** What of a head an offset may be counted from: the target's first byte, or the first of the last value of a field. */
export type HeadPart = "target" | "host" | "content-length" | "transfer-encoding" | "expect";

/** Thrown when a request cannot be answered as asked; the status says why. */
export class HttpError extends Error {
  /** The error's name, `HttpError`. */
  override readonly name = "HttpError";
  /** The rule that was broken. */
  readonly refusal: Refusal;
  /**
   * The offset of the offending byte, counted from the first of {@linkcode part}, else from the request's first; -1 when
   * there is no single one.
   */
  readonly at: number;
  /** What was looked at, where whoever did does not know where in the request that stands. */
  readonly part: HeadPart | undefined;

  /** Makes the error of one broken rule. */
  constructor(refusal: Refusal, at?: number, part?: HeadPart) {
    super(`${refusal.status}: ${refusal.rule} (${refusal.source})`);
    this.refusal = refusal;
    this.at = at ?? -1;
    this.part = part;
  }

  /** The status that the client is told. */
  get status(): number {
    return this.refusal.status;
  }
}
