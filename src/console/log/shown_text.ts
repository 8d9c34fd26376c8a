/**
 * Text of clients as the operator gets to see it: harmless to the terminal, and without secrets.
 *
 * @module
 */
import { escapeText } from "../../settings/log_text.ts";

/** What stands in place of a secret. */
export const MASK = "***";

/** Names and passwords in a URL (RFC 3986 §3.2.1). */
const USER_INFO = /(\/\/)[^/?#@\s]*@/g;

/** Fields that let somebody in. A line that is not quite one of these, as refused ones are, counts as one. */
const SECRET_LINE =
  /^[\s\p{Cc}]*[\w-]*(?:authorization|authentication|cookie|token|api-?key|password|secret|session)[\w-]*[\s\p{Cc}]*:/iu;

/** A URL without what its user is known by. */
export function withoutUser(url: string): string {
  return url.replace(USER_INFO, `$1${MASK}@`);
}

/** A target, a Referer or the like, as printable ASCII. */
export function shownText(text: string): string {
  return escapeText(withoutUser(text), true);
}

/** Whether the value of a field line is not to be shown. */
export function isSecretLine(line: string): boolean {
  return SECRET_LINE.test(line);
}
