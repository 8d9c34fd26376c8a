/**
 * The content of a file that is too large to be held in memory.
 *
 * @module
 */
import { bytesWithHeadRoom } from "../http/prepared_answer.ts";
import type { ByteRange } from "../http/range.ts";
import type { FoundFile } from "./content_root.ts";
import { type FileIdentity, isUnchanged } from "./file_identity.ts";
import { isSameFile, OpenFile, openToRead, type RandomAccess, statOpen } from "./open_file.ts";

/** What {@linkcode LargeContent} knows of its file. */
export interface LargeContentOptions {
  /** The file, and what `stat` told of it. */
  readonly found: FoundFile;
  /** The state in which it was described. */
  readonly identity: FileIdentity;
  /** Whether every later change of the file is bound to show; see `isSettled`. */
  readonly settled: boolean;
}

/**
 * Opens its file for each who reads of it. It could be held open, but then the space of one that was removed is not
 * given back, and descriptors are what connections need.
 */
export class LargeContent {
  readonly #options: LargeContentOptions;

  /** Opens nothing yet. */
  constructor(options: LargeContentOptions) {
    this.#options = options;
  }

  /**
   * Opens the file, to be closed by the caller.
   *
   * @returns `undefined` when it is not what was described any more, and must be looked up again.
   */
  open(): RandomAccess | undefined {
    const file = openToRead(this.#options.found.realPath);
    if (!(file instanceof Deno.FsFile)) return undefined;
    const info = statOpen(file);
    if (info === undefined) return new OpenFile(file, undefined);
    if (this.#isAsDescribed(info)) return new OpenFile(file, this.#options.identity);
    file.close();
    return undefined;
  }

  /**
   * Reads a stretch of the file into memory that has room for the head of an answer in front of it.
   *
   * @returns `undefined` when the file is not what was described any more.
   */
  read({ start, end }: ByteRange): Uint8Array | undefined {
    const file = this.open();
    if (file === undefined) return undefined;
    try {
      const bytes = bytesWithHeadRoom(end - start);
      for (let at = 0; at < bytes.length;) {
        const read = file.readAt(start + at, bytes.subarray(at));
        if (read === 0) return undefined;
        at += read;
      }
      return bytes;
    } finally {
      file.close();
    }
  }

  /** One that was written just now may go on growing, such as a log: what was described of it is still its front. */
  #isAsDescribed(info: Deno.FileInfo): boolean {
    const { found, identity, settled } = this.#options;
    if (!isSameFile(info, found.info)) return false;
    return isUnchanged(identity, info) || (!settled && info.size >= identity.size);
  }
}
