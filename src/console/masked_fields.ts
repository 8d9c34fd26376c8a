/**
 * Fields by which a client shows who it is: what is shown of a request must not let others be it.
 *
 * @module
 */

/** In lower case. */
const SECRET: ReadonlySet<string> = new Set([
  "authorization",
  "cookie",
  "proxy-authorization",
  "set-cookie",
  "x-api-key",
  "x-auth-token",
  "x-csrf-token",
]);

/** Stands for a secret. */
export const MASK = "…";

/** Whether a field's value is a secret. */
export function isSecret(name: string): boolean {
  return SECRET.has(name.toLowerCase());
}

/**
 * A field's value as it may be shown.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { maskedValue } from "./masked_fields.ts";
 *
 * assertEquals(maskedValue("Authorization", "Basic dTpw"), "Basic …");
 * assertEquals(maskedValue("Accept", "text/html"), "text/html");
 * ```
 */
export function maskedValue(name: string, value: string): string {
  if (!isSecret(name)) return value;
  // The scheme is no secret, and tells much.
  const [scheme = ""] = /^[A-Za-z]+ (?=.)/.exec(value) ?? [];
  return /authorization$/i.test(name) ? `${scheme}${MASK}` : MASK;
}

/**
 * A request's head as it may be shown: the values of its secret fields are masked, and nothing else is changed.
 *
 * @param head as it came, one character a byte
 */
export function maskedHead(head: string): string {
  return head.replace(
    /^([^:\r\n]+?)([ \t]*:[ \t]*)([^\r\n]+)/gm,
    (line, name: string, colon: string, value: string) => {
      return isSecret(name) ? `${name}${colon}${maskedValue(name, value)}` : line;
    },
  );
}
