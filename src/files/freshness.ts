/**
 * Whether what was read of the disk is still true.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { type FileIdentity, isUnchanged } from "./file_identity.ts";
import type { Turn } from "./turn.ts";

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
  /** The number of the {@linkcode Turn} in which it was last found so; -1: in none yet. */
  turn: number;
}

/** Has something looked at anew when it is asked for next, because it turned out to be another. */
export function doubt(watched: Watched): void {
  watched.turn = -1;
  watched.checked = -Infinity;
}

/** How {@linkcode Freshness} judges. */
export interface FreshnessOptions {
  /** Milliseconds for which a look at the disk holds; 0: never. */
  readonly validFor: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Who asks in the same turn shares one look. */
  readonly turn: Turn;
}

/** Judges by one `stat`, or by none while the last one still holds. */
export class Freshness {
  readonly #validFor: number;
  readonly #now: () => number;
  readonly #turn: Turn;

  /** Makes a judge. */
  constructor(options: FreshnessOptions) {
    this.#validFor = options.validFor;
    this.#now = options.now;
    this.#turn = options.turn;
  }

  /** Whether the paths are in the state in which they were read. */
  holds(watched: Watched): boolean {
    const turn = this.#turn.enter();
    if (watched.turn === turn) return true;
    // By default every turn looks anew, and the time is not even asked for.
    if (this.#validFor === 0) return this.#look(watched, turn);
    const now = this.#now();
    if (now < watched.checked + this.#validFor) {
      watched.turn = turn;
      return true;
    }
    if (!this.#look(watched, turn)) return false;
    watched.checked = now;
    return true;
  }

  #look(watched: Watched, turn: number): boolean {
    if (!isAsRead(watched)) return false;
    watched.turn = turn;
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
