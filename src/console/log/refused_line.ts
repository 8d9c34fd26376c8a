/**
 * The line that a request was refused for, and where in it.
 *
 * @module
 */
import type { RecordedRequest } from "../../supervisor/history/recorded_request.ts";
import { isSecretLine, MASK, shownText } from "./shown_text.ts";

/** A line as the operator gets to see it. */
export interface RefusedLine {
  /** Escaped; what is far from the offending byte is cut, and secrets are masked. */
  readonly text: string;
  /** The column of the offending byte, from 0; undefined where there is none to point at. */
  readonly caret: number | undefined;
}

/** What of a line is shown before the offending byte and behind it, in bytes. */
const BEFORE = 40;
const AFTER = 30;
const LF = 0x0a;
const CUT = "...";

/** The line with the offending byte, or the first one where there is no single byte; undefined where no byte came. */
export function refusedLine({ head, at }: Pick<RecordedRequest, "head" | "at">): RefusedLine | undefined {
  const isKept = at >= 0 && at < head.length;
  if (head.length === 0 || (at >= head.length)) return undefined;
  const position = isKept ? at : firstByte(head);
  const start = position === 0 ? 0 : head.lastIndexOf(LF, position - 1) + 1;
  const lineFeed = head.indexOf(LF, position);
  const end = lineFeed === -1 ? head.length : lineFeed + 1;
  const secretAt = secretStart(head, start, end);
  if (secretAt !== undefined && position >= secretAt) {
    return { text: `${shownText(bytesText(head, start, secretAt))}${MASK}`, caret: undefined };
  }
  const from = Math.max(start, isKept ? position - BEFORE : start);
  const to = Math.min(secretAt ?? withoutBreak(head, position, end, isKept), position + AFTER);
  const before = (from > start ? CUT : "") + shownText(bytesText(head, from, position));
  const rest = secretAt === undefined ? to < withoutBreak(head, position, end, isKept) ? CUT : "" : MASK;
  const text = before + shownText(bytesText(head, position, to)) + rest;
  return { text, caret: isKept ? before.length : undefined };
}

/** The least that is left of a line, in columns. */
const NARROWEST = 20;

/**
 * Cuts a line to a window, so that the caret stays under its byte: what is left is around that.
 *
 * @param window its columns; undefined: nothing is cut
 * @param indent columns before the line
 */
export function fitLine({ text, caret }: RefusedLine, window: number | undefined, indent = 0): RefusedLine {
  const width = window === undefined ? undefined : Math.max(NARROWEST, window - indent);
  if (width === undefined || text.length <= width) return { text, caret };
  const middle = (caret ?? 0) - Math.floor(width / 2);
  const start = Math.max(0, Math.min(middle, text.length - width));
  const cut = text.slice(start, start + width);
  const isCutAtEnd = start + width < text.length;
  return {
    text: (start > 0 ? CUT : "") +
      cut.slice(start > 0 ? CUT.length : 0, isCutAtEnd ? -CUT.length : undefined) +
      (isCutAtEnd ? CUT : ""),
    caret: caret === undefined ? undefined : caret - start,
  };
}

/** Empty lines before the request are none to show. */
function firstByte(head: Uint8Array): number {
  return Math.max(0, head.findIndex((byte) => byte !== LF && byte !== 0x0d));
}

/** The line's end, its line break left away unless that is what offends. */
function withoutBreak(head: Uint8Array, position: number, end: number, isOffender: boolean): number {
  let last = end;
  while (last > position + (isOffender ? 1 : 0) && (head[last - 1] === LF || head[last - 1] === 0x0d)) last--;
  return last;
}

/** Where in a line its secret begins: behind the colon, or at once where the line goes on with one that has a secret. */
function secretStart(head: Uint8Array, start: number, end: number): number | undefined {
  const line = bytesText(head, start, end);
  if (isSecretLine(line)) return start + line.indexOf(":") + 1;
  const isFolded = /^[ \t]/.test(line) && start > 0;
  if (!isFolded) return undefined;
  const before = start === 1 ? 0 : head.lastIndexOf(LF, start - 2) + 1;
  return secretStart(head, before, start) === undefined ? undefined : start;
}

/** One character a byte. */
function bytesText(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}
