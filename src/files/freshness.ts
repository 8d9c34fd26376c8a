/**
 * Whether what was read of the disk is still true.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { type FileIdentity, isUnchanged } from "./file_identity.ts";

/** Something that was read, and the paths whose state it hangs on. */
export interface Watched {
  /** The path to look at; links are followed anew. */
  readonly path: string;
  /** The state that it had. */
  readonly identity: FileIdentity;
  /** Paths at which there must be nothing. */
  readonly absent: readonly string[];
  /** When it was last found so, in milliseconds since 1970. */
  checked: number;
}

/** How {@linkcode Freshness} judges. */
export interface FreshnessOptions {
  /** Milliseconds for which a look at the disk holds; 0: never. */
  readonly validFor: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Judges by one `stat`, or by none while the last one still holds. */
export class Freshness {
  readonly #validFor: number;
  readonly #now: () => number;

  /** Makes a judge. */
  constructor(options: FreshnessOptions) {
    this.#validFor = options.validFor;
    this.#now = options.now;
  }

  /** Whether the paths are in the state in which they were read. */
  holds(watched: Watched): boolean {
    // By default every look is taken anew, and the time is not even asked for.
    if (this.#validFor === 0) return isAsRead(watched);
    const now = this.#now();
    if (now < watched.checked + this.#validFor) return true;
    if (!isAsRead(watched)) return false;
    watched.checked = now;
    return true;
  }
}

function isAsRead({ path, identity, absent }: Watched): boolean {
  try {
    return isUnchanged(identity, Deno.statSync(path)) && !absent.some((other) => existsSync(other));
  } catch {
    // Whatever keeps it from being looked at, resolving the path anew tells it properly.
    return false;
  }
}
