/**
 * Templates as rules have them: which ones make sense.
 *
 * @module
 */
import { normalized } from "../../patterns/path_template.ts";
import { isNumber, NAMED } from "../../patterns/request_values.ts";
import { parseTemplate, placeholdersOf } from "../../patterns/template.ts";
import { isFieldText } from "../field.ts";

/** What is put in may be long: this bounds by how much an answer can outgrow its request. */
const MOST_PLACEHOLDERS = 16;

/** Is this a template of a path, whatever its placeholders are? */
export function isPathTemplate(text: string): boolean {
  const startsWell = text.startsWith("/") || text.startsWith("{path}");
  return startsWell && !/[?#\\\p{Cc}]/u.test(text) && text.isWellFormed() && normalized(text) === text &&
    parseTemplate(text) !== undefined;
}

/** Is this a template of a field's value, whatever its placeholders are? */
export function isFieldTemplate(text: string): boolean {
  return isFieldText(text) && parseTemplate(text) !== undefined;
}

/**
 * Says what the placeholders of a template should have been: it completes "expected …".
 *
 * @param more "query" where `{query}` may stand too
 * @returns undefined where nothing is wrong
 */
export function placeholderFault(text: string, more?: "query"): string | undefined {
  const parts = parseTemplate(text);
  if (parts === undefined) return 'a "}" for every "{" ("{{" stands for a brace)';
  const names = placeholdersOf(parts);
  const known = NAMED.filter((name) => name !== "query" || name === more);
  if (names.some((name) => !isNumber(name) && !known.some((one) => one === name))) {
    return `no placeholders but ${
      known.map((name) => `{${name}}`).join(", ")
    } and {1}, {2} ... for the stars of match.path`;
  }
  return names.length > MOST_PLACEHOLDERS ? `at most ${MOST_PLACEHOLDERS} placeholders` : undefined;
}

/** The largest number among a template's placeholders; 0 where there is none. */
export function largestCapture(text: string): number {
  const numbers = placeholdersOf(parseTemplate(text) ?? []).filter(isNumber).map(Number);
  return Math.max(0, ...numbers);
}
