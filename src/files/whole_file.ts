/**
 * Reading a file into memory.
 *
 * @module
 */
import { bytesWithHeadRoom } from "../http/prepared_answer.ts";
import { identityOf, isUnchanged } from "./file_identity.ts";

/** A file's content, and what `stat` told of it. */
export interface WholeFile {
  /** With room for the head of an answer in front of it, in the same memory. */
  readonly bytes: Uint8Array;
  readonly info: Deno.FileInfo;
}

/** How {@linkcode readWholeFile} reads. */
export interface WholeFileOptions {
  /** What `stat` told of the file. */
  readonly info: Deno.FileInfo;
  /** Most bytes that are read. */
  readonly largest: number;
  /** Asks the open file for its state now; `undefined` when it never changes and cannot be asked. */
  readonly stat: () => Deno.FileInfo | undefined;
}

/** How often a file that is being written while it is read is begun with. */
const ATTEMPTS = 4;

/**
 * Reads an open file whole and in one state: one that is seen to be written meanwhile is read once more. One that
 * is written all the time is taken as it was found last, and so is one whose writer is halfway within the step of
 * the system's clock: who must not have that writes a new file and renames it.
 */
export function readWholeFile(file: Deno.FsFile, options: WholeFileOptions): WholeFile {
  let info = options.info;
  for (let attempt = 1;; attempt++) {
    const bytes = readBytes(file, info.size);
    const after = options.stat() ?? info;
    const whole = bytes.length === info.size && isUnchanged(identityOf(info), after);
    if (whole || attempt === ATTEMPTS || after.size > options.largest) return { bytes, info };
    file.seekSync(0, Deno.SeekMode.Start);
    info = after;
  }
}

/** Reads `size` bytes, or fewer where the file is shorter. */
function readBytes(file: Deno.FsFile, size: number): Uint8Array {
  const bytes = bytesWithHeadRoom(size);
  let length = 0;
  while (length < size) {
    const read = file.readSync(bytes.subarray(length));
    if (read === null || read === 0) break;
    length += read;
  }
  return bytes.subarray(0, length);
}
