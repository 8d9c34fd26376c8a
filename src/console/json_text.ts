// Controls but the line feed between values, bidirectional and zero-width characters, every blank but the space.
const UNPRINTABLE = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}]|(?![ \n])\p{Z}/gu;

/**
 * A value as JSON, in lines indented by two spaces; harmless to a terminal, for what it would act on is escaped.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { jsonText } from "./json_text.ts";
 *
 * assertEquals(jsonText({ path: "/\u202e" }), '{\n  "path": "/\\u202e"\n}');
 * ```
 */
export function jsonText(value: unknown): string {
  // In JSON such characters stand in strings only, where an escape means the same.
  return JSON.stringify(value, null, 2).replace(UNPRINTABLE, (character) => {
    const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
    return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
  });
}
