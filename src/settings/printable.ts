/**
 * Text of others in our messages: on one line, and harmless to a terminal.
 *
 * @module
 */

// Controls (C0, DEL, C1), bidirectional and zero-width characters, lone surrogates, every blank but the space.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}]|(?! )\p{Z}/gu;

/** The longest excerpt of a value, in UTF-16 units. */
const EXCERPT = 60;

/**
 * Writes characters that a terminal would act on, or not show, as `\u001b`; the rest stays.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { printable } from "./printable.ts";
 *
 * assertEquals(printable("a\u001b[2J"), "a\\u001b[2J");
 * ```
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const digits = code.toString(16);
    return code > 0xffff ? `\\u{${digits}}` : `\\u${digits.padStart(4, "0")}`;
  });
}

/**
 * Describes a value from JSON or from a command line, for the "got …" of a message: text in quotes,
 * long ones cut.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { describeFound } from "./printable.ts";
 *
 * assertEquals(describeFound("80x"), '"80x"');
 * assertEquals(describeFound({ port: 1 }), "an object");
 * ```
 */
export function describeFound(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "number") return String(value);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return "an object";
  return excerpt(JSON.stringify(value));
}

/** Cuts a long text and makes it printable. */
export function excerpt(text: string): string {
  return printable(text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text);
}
