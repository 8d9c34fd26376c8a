/**
 * Comma-separated lists in field values (RFC 9110 §5.6.1).
 *
 * @module
 */
import { HTAB, SP } from "./bytes.ts";

/** The members of a list in lower case, empty ones left out. */
export function listOf(value: string): string[] {
  return value.toLowerCase().split(",").map(trimSpace).filter((member) => member !== "");
}

/**
 * A text without the spaces and tabs around it.
 *
 * Two loops and no regular expression: one that looks for white space before an end tries at every space
 * anew, so that a value of 16,000 spaces would hold up the thread for a tenth of a second.
 */
export function trimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

function isSpace(code: number): boolean {
  return code === SP || code === HTAB;
}
