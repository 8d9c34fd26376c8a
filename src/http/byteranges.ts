/**
 * The layout of a multipart/byteranges body (RFC 9110 §14.6): everything but the content.
 *
 * @module
 */
import { encodeText } from "./bytes.ts";
import { type ByteRange, contentRange } from "./range.ts";

/** What {@linkcode layOutByteranges} is made from. */
export interface ByterangesInit {
  /** The ranges in the order in which they are sent. */
  readonly ranges: readonly ByteRange[];
  /** Content-Type of the representation that the ranges are taken of. */
  readonly mediaType: string;
  /** Length of that representation in bytes. */
  readonly length: number;
  /**
   * What tells the parts apart; it must not occur in the content, so it is made of enough random letters
   * that nobody can have put it there. 1 to 70 letters, digits and any of `'+_.-`.
   */
  readonly boundary: string;
}

/** One part: its head is sent first, then the bytes of its range. */
export interface ByterangesPart {
  /** The delimiter and the part's fields, empty line included. */
  readonly head: Uint8Array<ArrayBuffer>;
  /** The stretch of the representation that follows. */
  readonly range: ByteRange;
}

/** A multipart/byteranges body and the fields that describe it. */
export interface ByterangesLayout {
  /** The Content-Type of the answer. */
  readonly contentType: string;
  /** The Content-Length of the answer: heads, ranges and closing. */
  readonly contentLength: number;
  /** The parts in order. */
  readonly parts: readonly ByterangesPart[];
  /** What follows the last part. */
  readonly closing: Uint8Array<ArrayBuffer>;
}

/** What a boundary may have (RFC 2046 §5.1.1) that needs no quotes: clients stumble over quoted ones (§14.6). */
const BOUNDARY = /^[0-9A-Za-z'+_.-]{1,70}$/;
/** What fits on the line of a part's head. */
const MEDIA_TYPE = /^[\t\x20-\x7e]+$/;

/**
 * Lays out a multipart/byteranges body.
 *
 * @throws {Error} when the boundary or the media type cannot be sent: a bug in the caller, which must not
 *   become a forged part.
 *
 * @example
 * ```ts
 * import { layOutByteranges } from "./byteranges.ts";
 * const ranges = [{ start: 0, end: 2 }, { start: 5, end: 9 }];
 * const layout = layOutByteranges({ ranges, mediaType: "text/plain", length: 10, boundary: "xyz" });
 * if (layout.contentType !== "multipart/byteranges; boundary=xyz") throw new Error();
 * if (new TextDecoder().decode(layout.closing) !== "\r\n--xyz--\r\n") throw new Error();
 * ```
 */
export function layOutByteranges(init: ByterangesInit): ByterangesLayout {
  const { ranges, mediaType, boundary } = init;
  if (!BOUNDARY.test(boundary)) throw new Error(`no multipart boundary: ${JSON.stringify(boundary)}`);
  if (!MEDIA_TYPE.test(mediaType)) throw new Error(`no media type: ${JSON.stringify(mediaType)}`);
  const parts = ranges.map((range, index) => ({ head: partHead(init, range, index === 0), range }));
  const closing = encodeText(`\r\n--${boundary}--\r\n`);
  const contentLength = parts.reduce(
    (total, { head, range }) => total + head.length + range.end - range.start,
    closing.length,
  );
  return { contentType: `multipart/byteranges; boundary=${boundary}`, contentLength, parts, closing };
}

/** The line break before a delimiter belongs to it, not to the content (RFC 2046 §5.1.1); the first needs none. */
function partHead(init: ByterangesInit, range: ByteRange, isFirst: boolean): Uint8Array<ArrayBuffer> {
  const { boundary, mediaType, length } = init;
  return encodeText(
    `${isFirst ? "" : "\r\n"}--${boundary}\r\n` +
      `Content-Type: ${mediaType}\r\n` +
      `Content-Range: ${contentRange(range, length)}\r\n\r\n`,
  );
}
