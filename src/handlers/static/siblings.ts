/**
 * Coded forms of a file that lie beside it: `main.css.br` beside `main.css`.
 *
 * @module
 */
import { dirname } from "@std/path";
import { CODING_ORDER, SIBLING_SUFFIX } from "../../files/codings.ts";
import type { ContentRoot, FoundFile } from "../../files/content_root.ts";
import { identityOf, isSettled } from "../../files/file_identity.ts";
import type { Freshness, Watched } from "../../files/freshness.ts";
import { lookupFailure } from "../../files/lookup_failure.ts";
import type { Coding } from "../../http/negotiation.ts";
import type { ServedFile } from "./served_file.ts";

/** Which coded forms of a file there are. */
export type Siblings = ReadonlyMap<Coding, FoundFile>;

interface Remembered {
  /** A name that is added to the directory or taken from it shows in the directory's own state. */
  readonly directory: Watched;
  readonly siblings: Siblings;
}

/** What {@linkcode SiblingFinder} needs. */
export interface SiblingFinderOptions {
  readonly root: ContentRoot;
  readonly freshness: Freshness;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Finds the coded forms of files, and remembers them for as long as the description of a file is used. */
export class SiblingFinder {
  readonly #options: SiblingFinderOptions;
  readonly #remembered: WeakMap<ServedFile, Remembered> = new WeakMap();

  /** Makes a finder. */
  constructor(options: SiblingFinderOptions) {
    this.#options = options;
  }

  /** The coded forms of a file: one look at its directory, and at each name only when that has changed. */
  of(file: ServedFile): Siblings {
    const known = this.#remembered.get(file);
    if (known !== undefined && this.#options.freshness.holds(known.directory)) return known.siblings;
    const directory = this.#lookAt(dirname(file.description.path));
    const { siblings, hasOlder } = this.#find(file);
    if (directory !== undefined && !hasOlder) this.#remembered.set(file, { directory, siblings });
    return siblings;
  }

  /** Forgets what is remembered of a file, because a form turned out to be another. */
  forget(file: ServedFile): void {
    this.#remembered.delete(file);
  }

  #find({ description, representation }: ServedFile): { siblings: Siblings; hasOlder: boolean } {
    const siblings = new Map<Coding, FoundFile>();
    let hasOlder = false;
    for (const coding of CODING_ORDER) {
      const found = this.#options.root.resolve(description.urlPath + SIBLING_SUFFIX[coding]);
      if (found.kind !== "file") continue;
      // One that is older was made of another content; when it is made anew, its directory does not show it.
      if (identityOf(found.file.info).modified < representation.identity.modified) hasOlder = true;
      else siblings.set(coding, found.file);
    }
    return { siblings, hasOlder };
  }

  /** A directory's state; `undefined` where it may yet change without showing it, or is gone. */
  #lookAt(path: string): Watched | undefined {
    const checked = this.#options.now();
    try {
      const identity = identityOf(Deno.statSync(path));
      return isSettled(identity, checked) ? { path, identity, absent: [], checked, turn: -1 } : undefined;
    } catch (error) {
      lookupFailure(error);
      return undefined;
    }
  }
}
