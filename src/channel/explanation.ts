/**
 * Why a request would be answered as it would be: what is asked, and what is answered.
 *
 * @module
 */

/** A request that nobody has sent. */
export interface WhyQuestion {
  readonly kind: "why";
  /** Its head, with the empty line at its end. */
  readonly head: Uint8Array;
  /** Whom it would be from. */
  readonly client: { readonly address: string; readonly port: number };
}

/** One decision. Text from the request in it is not escaped. */
export interface Step {
  /** Who decided, such as `access`. */
  readonly by: string;
  /** What, and why. */
  readonly text: string;
  /** Milliseconds since the handlers were asked; absent where that says nothing. */
  readonly at?: number;
}

/** Why a request would be answered as it would be. */
export interface Explanation {
  /** What was decided, in its order. */
  readonly steps: readonly Step[];
  /** The status; undefined where an application decides about it, which was not asked, and where nothing is answered. */
  readonly status: number | undefined;
  /** Status line and field lines of the answer, one character a byte; empty where there is no status. */
  readonly head: readonly string[];
  /** Which rule refuses the request; undefined where none does. */
  readonly refusal: ExplainedRefusal | undefined;
}

/** The rule that a request breaks. */
export interface ExplainedRefusal {
  readonly rule: string;
  /** `RFC 9112 §5.2`, or a setting. */
  readonly source: string;
  /** The offset of the byte in the head that broke it; -1 where there is no single one. */
  readonly at: number;
}
