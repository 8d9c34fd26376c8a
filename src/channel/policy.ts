/**
 * What the operator wants of all workers for the time being, beside the settings.
 *
 * @module
 */

/** Whom workers take in, and what they answer for now. */
export interface Policy {
  /** `open`: connections are accepted; `paused`: no more of them; `drained`: idle ones are ended besides. */
  readonly intake: "open" | "paused" | "drained";
  /** When the maintenance ends, in milliseconds since 1970, `Infinity` where nobody knows; undefined: there is none. */
  readonly maintenance: number | undefined;
  /** Blocks of client addresses that get no connection, such as `10.0.0.0/8`. */
  readonly blocks: readonly string[];
}

/** Everybody is served. */
export const SERVE_ALL: Policy = { intake: "open", maintenance: undefined, blocks: [] };
