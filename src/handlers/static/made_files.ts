/**
 * Files in a coding that is made on the fly: once, and kept for as long as the file does not change.
 *
 * @module
 */
import { compress } from "../../files/compression.ts";
import type { EntryCache } from "../../files/file_cache.ts";
import type { Representation } from "../../files/representation.ts";
import type { Coding } from "../../http/negotiation.ts";
import { withHeadRoom } from "../../http/prepared_answer.ts";
import { type CachedFile, cachedFile, type KeptFile } from "./kept_file.ts";
import { codedTag, type ServedFile, serveFile } from "./served_file.ts";

/** What {@linkcode MadeFiles} needs. */
export interface MadeFilesOptions {
  /** The codings to be made, the favourite first. */
  readonly codings: readonly Coding[];
  /** Bytes from which on a file is worth it. */
  readonly smallest: number;
  /** Bytes up to which it is. */
  readonly largest: number;
  readonly cache: EntryCache<KeptFile>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Each holds a whole file and an encoder's window: while so many are in the making, other files go as they are. */
const MOST_IN_THE_MAKING = 4;

/** Makes and keeps coded forms. */
export class MadeFiles {
  readonly #options: MadeFilesOptions;
  readonly #inTheMaking: Map<string, Promise<CachedFile>> = new Map();

  /** Makes a maker. */
  constructor(options: MadeFilesOptions) {
    this.#options = options;
  }

  /** The codings that a file may be had in. */
  codingsOf({ representation }: ServedFile): readonly Coding[] {
    const { codings, smallest, largest } = this.#options;
    const { length, tag } = representation;
    // By a weak tag it could not be told whether what was made of the file is still true.
    return length >= smallest && length <= largest && !tag.weak ? codings : [];
  }

  /**
   * A file in a coding; a large file is read before this returns.
   *
   * @returns `undefined` when it cannot be had now.
   */
  make(base: ServedFile, coding: Coding): CachedFile | Promise<CachedFile> | undefined {
    // No URL path has a NUL.
    const key = `${base.description.urlPath}\0made\0${coding}`;
    const { opaque } = codedTag(base.representation.tag, coding);
    const { modified } = base.representation;
    const known = this.#options.cache.get(key);
    if (known?.kind === "cached" && isOf(known, opaque, modified)) return known;
    const state = `${key}\0${opaque}\0${modified}`;
    return this.#inTheMaking.get(state) ?? this.#begin(base, coding, key, state);
  }

  #begin(
    base: ServedFile,
    coding: Coding,
    key: string,
    state: string,
  ): CachedFile | Promise<CachedFile> | undefined {
    if (this.#inTheMaking.size >= MOST_IN_THE_MAKING) return undefined;
    const content = contentOf(base.representation);
    if (content === undefined) return undefined;
    const made = compress(content, coding);
    if (made instanceof Uint8Array) return this.#keep(base, coding, key, made);
    const making = made
      .then((bytes) => this.#keep(base, coding, key, bytes))
      .finally(() => this.#inTheMaking.delete(state));
    this.#inTheMaking.set(state, making);
    return making;
  }

  #keep(
    { representation, description }: ServedFile,
    coding: Coding,
    key: string,
    content: Uint8Array,
  ): CachedFile {
    const bytes = withHeadRoom(content);
    const { modified, identity, settled } = representation;
    const tag = codedTag(representation.tag, coding);
    const served = serveFile(
      { kind: "loaded", bytes, length: bytes.length, tag, modified, identity, settled },
      { ...description, coding },
    );
    const file = cachedFile(served, { now: this.#options.now() });
    this.#options.cache.set(key, file);
    return file;
  }
}

function isOf({ representation }: CachedFile, opaque: string, modified: number): boolean {
  return representation.tag.opaque === opaque && representation.modified === modified;
}

/** The whole content; `undefined` when the file is being changed. */
function contentOf(representation: Representation): Uint8Array | undefined {
  if (representation.kind === "loaded") return representation.bytes;
  return representation.content.read({ start: 0, end: representation.length });
}
