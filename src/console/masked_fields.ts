/**
 * A request's fields as they may be shown: what shows who a client is must not let others be it.
 *
 * @module
 */
import { isSecretLine, MASK } from "./log/shown_text.ts";

/** Whether a field's value is a secret. */
export function isSecret(name: string): boolean {
  return isSecretLine(`${name}:`);
}

/**
 * A field's value as it may be shown.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { maskedValue } from "./masked_fields.ts";
 *
 * assertEquals(maskedValue("Authorization", "Basic dTpw"), "Basic ***");
 * assertEquals(maskedValue("Accept", "text/html"), "text/html");
 * ```
 */
export function maskedValue(name: string, value: string): string {
  if (!isSecret(name)) return value;
  // The scheme is no secret, and tells much.
  const [scheme = ""] = /authorization$/i.test(name) ? /^[A-Za-z]+ (?=.)/.exec(value) ?? [] : [];
  return `${scheme}${MASK}`;
}

/**
 * A request's head with the values of its secret fields masked, and nothing else changed.
 *
 * @param head as it came, one character a byte
 */
export function maskedHead(head: string): string {
  return head.replace(
    /^([^:\r\n]+)(:[ \t]*)([^\r\n]+)/gm,
    (line, name: string, colon: string, value: string) => {
      return isSecret(name) ? `${name}${colon}${maskedValue(name, value)}` : line;
    },
  );
}
