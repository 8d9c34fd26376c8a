/**
 * An open file as the body of a response.
 *
 * @module
 */
import type { ByteSource } from "../http/response.ts";

/** A slice of an open file. The file stays the one that was opened, whatever happens to its name. */
export class FileSource implements ByteSource {
  /** The slice's length in bytes. */
  readonly length: number;
  readonly #file: Deno.FsFile;
  #left: number;

  /**
   * @param file The open file, positioned at the slice's start; closed with the source.
   * @param length The slice's length in bytes.
   */
  constructor(file: Deno.FsFile, length: number) {
    this.length = length;
    this.#file = file;
    this.#left = length;
  }

  /** Reads synchronously: for a file in the page cache that is several times faster than a thread hop. */
  read(into: Uint8Array): number {
    const wanted = Math.min(into.length, this.#left);
    if (wanted === 0) return 0;
    const read = this.#file.readSync(into.subarray(0, wanted)) ?? 0;
    this.#left -= read;
    return read;
  }

  /** Closes the file. */
  close(): void {
    this.#file.close();
  }
}
