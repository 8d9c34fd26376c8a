/** A strict reader of multipart/byteranges bodies (RFC 9110 §14.6), independent of LINPR's own code. */

import { latin1Text } from "./latin1.ts";

/** One part. */
export interface RangePart {
  readonly mediaType: string;
  /** Offset of its first byte. */
  readonly start: number;
  /** Offset after its last byte. */
  readonly end: number;
  /** Length of the whole. */
  readonly length: number;
  readonly body: Uint8Array;
}

/**
 * Reads a body.
 *
 * @param contentType the answer's Content-Type
 * @throws {Error} when it is not a multipart body to the letter, or a part's length is not what its head says
 */
export function parseByteranges(contentType: string, body: Uint8Array): RangePart[] {
  const boundary = /^multipart\/byteranges; boundary=([0-9A-Za-z'+_.-]{1,70})$/.exec(contentType)?.[1];
  if (boundary === undefined) throw new Error(`no boundary in ${contentType}`);
  const text = latin1Text(body);
  const parts: RangePart[] = [];
  let at = 0;
  for (;;) {
    // The line break before a delimiter belongs to it; before the first one there is nothing.
    const delimiter = `${at === 0 ? "" : "\r\n"}--${boundary}`;
    if (!text.startsWith(delimiter, at)) throw new Error(`no delimiter at ${at}`);
    at += delimiter.length;
    if (text.slice(at) === "--\r\n") return parts;
    const head = /^\r\nContent-Type: ([^\r\n]+)\r\nContent-Range: bytes (\d+)-(\d+)\/(\d+)\r\n\r\n/.exec(
      text.slice(at, at + 500),
    );
    if (head === null) throw new Error(`no head of a part at ${at}`);
    const [all, mediaType = "", first, last, length] = head;
    const [start, end] = [Number(first), Number(last) + 1];
    const from = at + all.length;
    at = from + end - start;
    if (end <= start || at > body.length) throw new Error(`no range: ${first}-${last}`);
    parts.push({ mediaType, start, end, length: Number(length), body: body.subarray(from, at) });
  }
}
