/**
 * Settings that hold many values: lists, maps, and fields by glob.
 *
 * @module
 */
import { entryExpectation, FIELDS_EXAMPLE } from "./expectation.ts";
import { collect, faultsOf, good, type Parsed, refused } from "./parsed.ts";
import type { FieldRules, FieldsEntry, ListEntry, MapEntry, TextMap } from "./schema_entry.ts";
import { parseText, type TextForm } from "./text_form.ts";

/** The members of an object, in the order of the text. */
type Members = readonly (readonly [name: string, value: unknown])[];

/**
 * Checks a list from JSON.
 *
 * @param entry its row of the schema
 * @param value whatever the JSON text had
 */
export function parseList(entry: ListEntry, value: unknown): Parsed<readonly string[]> {
  if (!Array.isArray(value) || value.length > entry.max) return refused(entryExpectation(entry), value);
  return collect(value.map((item, index) => [index, parseText(entry.item, item)]));
}

/**
 * Checks a map from JSON.
 *
 * @param entry its row of the schema
 * @param value whatever the JSON text had; an object may be a `Map`, which keeps the order of all its names
 */
export function parseMap(entry: MapEntry, value: unknown): Parsed<TextMap> {
  const members = membersOf(value);
  return members === undefined ? refused(entryExpectation(entry), value) : parsePairs(entry, members);
}

/**
 * Checks the pairs of a map; there may be two of the same name, which is refused.
 *
 * @param entry the map's row of the schema
 * @param pairs names, and whatever stands for them
 */
export function parsePairs(entry: MapEntry, pairs: Members): Parsed<TextMap> {
  if (pairs.length > entry.max) return refused(entryExpectation(entry), new Map(pairs));
  return parseMembers(pairs, entry.names, (value) => parseText(entry.values, value));
}

/**
 * Checks fields by glob from JSON.
 *
 * @param entry its row of the schema
 * @param value whatever the JSON text had; an object may be a `Map`
 */
export function parseFields(entry: FieldsEntry, value: unknown): Parsed<FieldRules> {
  const globs = membersOf(value);
  if (globs === undefined || globs.length > entry.max) return refused(entryExpectation(entry), value);
  return parseMembers(globs, "glob", (inner): Parsed<TextMap> => {
    const fields = membersOf(inner);
    if (fields === undefined || fields.length > entry.max) {
      return refused(`fields such as ${FIELDS_EXAMPLE}`, inner);
    }
    return parseMembers(fields, "fieldName", (text) => parseText("fieldValue", text));
  });
}

/**
 * Writes fields by glob as `.linprconfig` has them, on one line.
 *
 * @param rules checked ones
 */
export function formatFields(rules: FieldRules): string {
  return objectText(rules.map(([glob, fields]) => {
    return [glob, objectText(fields.map(([name, value]) => [name, JSON.stringify(value)]))];
  }));
}

/** JSON.stringify would put names that look like numbers first. */
function objectText(members: TextMap): string {
  return `{ ${members.map(([name, json]) => `${JSON.stringify(name)}: ${json}`).join(", ")} }`;
}

function membersOf(value: unknown): Members | undefined {
  if (value instanceof Map) return [...value].map(([name, member]) => [String(name), member]);
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? Object.entries(value) : undefined;
}

function parseMembers<T>(
  members: Members,
  form: TextForm,
  parseValue: (value: unknown) => Parsed<T>,
): Parsed<readonly (readonly [name: string, value: T])[]> {
  const names = new Set<string>();
  return collect(members.map(([written, held]) => {
    const name = parseName(form, written, names);
    const value = parseValue(held);
    if (name.ok && value.ok) return [written, good([name.value, value.value] as const)];
    return [written, { ok: false, faults: [...faultsOf(name), ...faultsOf(value)] }];
  }));
}

/** Two names may differ as written and yet be the same: `.foo` and `FOO`. */
function parseName(form: TextForm, written: string, before: Set<string>): Parsed<string> {
  const parsed = parseText(form, written);
  if (!parsed.ok) return { ok: false, faults: parsed.faults.map((fault) => ({ ...fault, inName: true })) };
  const name = form === "fieldName" ? parsed.value.toLowerCase() : parsed.value;
  if (before.has(name)) {
    return { ok: false, faults: [{ expected: "each name once", found: written, path: [], inName: true }] };
  }
  before.add(name);
  return parsed;
}
