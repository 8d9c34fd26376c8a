/**
 * Settings that hold many texts: lists and maps.
 *
 * @module
 */
import { entryExpectation } from "./expectation.ts";
import { collect, type Parsed, refused } from "./parsed.ts";
import type { ListEntry, MapEntry, TextMap } from "./schema_entry.ts";
import { membersOf, parseMembers, type WrittenMembers } from "./structure.ts";
import { parseText } from "./text_form.ts";

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
export function parsePairs(entry: MapEntry, pairs: WrittenMembers): Parsed<TextMap> {
  if (pairs.length > entry.max) return refused(entryExpectation(entry), new Map(pairs));
  return parseMembers(pairs, entry.names, (value) => parseText(entry.values, value));
}
