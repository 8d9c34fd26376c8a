/**
 * Parts of a file, and bytes between them, as the body of a response.
 *
 * @module
 */
import type { ByteSource } from "../http/response.ts";
import type { RandomAccess } from "./open_file.ts";

/** Bytes as they are, or a stretch of the file: from `start` up to `end`. */
export type Segment = Uint8Array | { readonly start: number; readonly end: number };

/** Segments, one after the other; a whole file is one of them. */
export class SegmentSource implements ByteSource {
  /** The length of all segments in bytes. */
  readonly length: number;
  readonly #file: RandomAccess;
  readonly #segments: readonly Segment[];
  #current = 0;
  /** How much of the current segment has been read. */
  #done = 0;

  /**
   * @param file What the stretches are read from; closed with the source.
   * @param segments In the order of sending.
   */
  constructor(file: RandomAccess, segments: readonly Segment[]) {
    this.#file = file;
    this.#segments = segments;
    this.length = segments.reduce((sum, segment) => sum + lengthOf(segment), 0);
  }

  /** Fills `into` as far as the segments reach; less only where the file ended before it should. */
  read(into: Uint8Array): number {
    let filled = 0;
    for (let segment = this.#next(); segment !== undefined; segment = this.#next()) {
      const read = filled < into.length ? this.#readFrom(segment, into.subarray(filled)) : 0;
      if (read === 0) break;
      filled += read;
      this.#done += read;
    }
    return filled;
  }

  /** Closes the file. */
  close(): void {
    this.#file.close();
  }

  /** The first segment of which something is left. */
  #next(): Segment | undefined {
    for (;;) {
      const segment = this.#segments[this.#current];
      if (segment === undefined || this.#done < lengthOf(segment)) return segment;
      this.#current++;
      this.#done = 0;
    }
  }

  #readFrom(segment: Segment, into: Uint8Array): number {
    const wanted = into.subarray(0, lengthOf(segment) - this.#done);
    if (!(segment instanceof Uint8Array)) return this.#file.readAt(segment.start + this.#done, wanted);
    wanted.set(segment.subarray(this.#done, this.#done + wanted.length));
    return wanted.length;
  }
}

function lengthOf(segment: Segment): number {
  return segment instanceof Uint8Array ? segment.length : segment.end - segment.start;
}
