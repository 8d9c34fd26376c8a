/**
 * Text with placeholders, such as `/new/{1}?{query}`.
 *
 * A template is taken apart once, when the settings are read. What is put in is never looked at again: a value
 * that has braces itself is just text.
 *
 * @module
 */

/** A piece of a template: text, or what a placeholder names. */
export type TemplatePart = string | Placeholder;

/** What is to be replaced. */
export interface Placeholder {
  /** What stands between the braces: `path`, `1`. */
  readonly name: string;
}

/**
 * Takes a template apart; `{{` and `}}` stand for single braces.
 *
 * @returns undefined where a brace has no other
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseTemplate } from "./template.ts";
 *
 * assertEquals(parseTemplate("/new/{1}"), ["/new/", { name: "1" }]);
 * assertEquals(parseTemplate('{{"a":1}}'), ['{"a":1}']);
 * assertEquals(parseTemplate("/new/{1"), undefined);
 * ```
 */
export function parseTemplate(text: string): readonly TemplatePart[] | undefined {
  const parts: TemplatePart[] = [];
  const piece = /\{\{|\}\}|\{([^{}]*)\}|[^{}]+/y;
  while (piece.lastIndex < text.length) {
    const [found, name] = piece.exec(text) ?? [];
    if (found === undefined) return undefined;
    if (name !== undefined) parts.push({ name });
    else addText(parts, found === "{{" || found === "}}" ? found.charAt(0) : found);
  }
  return parts;
}

function addText(parts: TemplatePart[], text: string): void {
  const last = parts.at(-1);
  if (typeof last === "string") parts[parts.length - 1] = last + text;
  else parts.push(text);
}

/** Puts values in the place of placeholders, once. */
export function fillTemplate(parts: readonly TemplatePart[], valueOf: (name: string) => string): string {
  return parts.map((part) => typeof part === "string" ? part : valueOf(part.name)).join("");
}

/** The names of the placeholders, in their order. */
export function placeholdersOf(parts: readonly TemplatePart[]): readonly string[] {
  return parts.flatMap((part) => typeof part === "string" ? [] : [part.name]);
}
