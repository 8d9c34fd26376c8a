/**
 * An open file, read wherever one likes.
 *
 * @module
 */
import { type FileIdentity, identityOf } from "./file_identity.ts";
import { type LookupFailure, lookupFailure } from "./lookup_failure.ts";

/** Bytes that can be read from any place. */
export interface RandomAccess {
  /**
   * Fills the front of `into` with the bytes from `offset` on.
   *
   * @returns How many were read; 0 at the end.
   */
  readAt(offset: number, into: Uint8Array): number;
  /** Gives back what is held. */
  close(): void;
}

/** As much of what was read last is kept to be compared. */
const SAMPLE = 4096;

/** Looks, of 3 us each, for the size of a file whose time has changed. */
const MOST_LOOKS = 100;

/**
 * A file that stays the one that was opened, whatever happens to its name. What is read of it belongs to one
 * state of its content: once that was overwritten, there is nothing more to be read.
 */
export class OpenFile implements RandomAccess {
  readonly #file: Deno.FsFile;
  #state: FileIdentity | undefined;
  #position = 0;
  #last: { readonly offset: number; readonly bytes: Uint8Array } | undefined;

  /**
   * @param file The open file, at its start; closed with this.
   * @param state The state in which it was opened; `undefined` for one that never changes and cannot be asked.
   */
  constructor(file: Deno.FsFile, state: FileIdentity | undefined) {
    this.#file = file;
    this.#state = state;
  }

  /** Reads synchronously: for a file in the page cache that is several times faster than a thread hop. */
  readAt(offset: number, into: Uint8Array): number {
    const read = this.#read(offset, into);
    if (read === 0 || !this.#isOneContent()) return 0;
    const start = Math.max(0, read - SAMPLE);
    this.#last = { offset: offset + start, bytes: into.slice(start, read) };
    return read;
  }

  /** Closes the file. */
  close(): void {
    this.#file.close();
  }

  #read(offset: number, into: Uint8Array): number {
    if (offset !== this.#position) this.#position = this.#file.seekSync(offset, Deno.SeekMode.Start);
    const read = this.#file.readSync(into) ?? 0;
    this.#position += read;
    return read;
  }

  /**
   * Whether what was read so far goes together. A file that only grows, such as a log, may; if one was written
   * anew and larger, what was read last is no longer where it was.
   */
  #isOneContent(): boolean {
    if (this.#state === undefined) return true;
    const now = this.#look(this.#state);
    if (now.size === this.#state.size && now.modified === this.#state.modified) return true;
    if (now.size <= this.#state.size || !this.#isLastInPlace()) return false;
    this.#state = now;
    return true;
  }

  /** While something is appended its time shows before its size does: not for long, unless the writer is held up just there. */
  #look(before: FileIdentity): FileIdentity {
    for (let looks = 1;; looks++) {
      const now = identityOf(this.#file.statSync());
      if (now.size !== before.size || now.modified === before.modified || looks === MOST_LOOKS) return now;
    }
  }

  #isLastInPlace(): boolean {
    if (this.#last === undefined) return true;
    const { offset, bytes } = this.#last;
    const again = new Uint8Array(bytes.length);
    return this.#read(offset, again) === bytes.length && again.every((byte, index) => byte === bytes[index]);
  }
}

/** Opens a file to be read; if it cannot, tells why. */
export function openToRead(realPath: string): Deno.FsFile | LookupFailure {
  try {
    return Deno.openSync(realPath, { read: true });
  } catch (error) {
    return lookupFailure(error);
  }
}

/** What an open file tells of itself; nothing where it is one that the binary carries, which never changes. */
export function statOpen(file: Deno.FsFile): Deno.FileInfo | undefined {
  try {
    return file.statSync();
  } catch (error) {
    if (error instanceof Deno.errors.NotSupported) return undefined;
    throw error;
  }
}

/** Whether two looks were at the same file. The number of one that was removed is soon given to another, which is younger. */
export function isSameFile(info: Deno.FileInfo, found: Deno.FileInfo): boolean {
  return info.isFile && info.ino === found.ino && info.dev === found.dev &&
    info.birthtime?.getTime() === found.birthtime?.getTime();
}

/** Bytes in memory, read like a file. */
export function inMemory(bytes: Uint8Array): RandomAccess {
  return {
    readAt(offset, into) {
      const part = bytes.subarray(offset, offset + into.length);
      into.set(part);
      return part.length;
    },
    close() {},
  };
}
