/**
 * What a setting takes, in words for an error message or a help text.
 *
 * @module
 */
import { formatDuration } from "./duration.ts";
import { CODINGS, type ListEntry, type NumberEntry, type SchemaEntry } from "./schema_entry.ts";
import { schemaEntry, type SettingKey } from "./settings.ts";
import { formatSize } from "./size.ts";
import { TEXT_FORMS } from "./text_form.ts";
import { formatTypedMap } from "./typed.ts";

/** The items of lists, in words. */
const LISTED: Readonly<Record<ListEntry["item"], string>> = {
  fileName: "file names, without slashes",
  glob: 'globs such as "*.css" or "/img/**"',
  origin: 'origins such as "https://example.org", or "*"',
  cidr: 'IP addresses or blocks of them, such as "192.0.2.0/24" or "2001:db8::/32"',
  coding: `of ${CODINGS.join(", ")}`,
};

/** The kind and the bounds of a number. */
export type Bounds = Pick<NumberEntry, "kind" | "min" | "max">;

/**
 * Says what values a setting takes, bounds included: it completes "expected …".
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { expectation } from "./expectation.ts";
 *
 * assertEquals(expectation("general.port"), "a port, 1 to 65535 (0: any free one)");
 * assertEquals(expectation("limits.fields"), "a whole number, 1 to 1000");
 * ```
 */
export function expectation(key: SettingKey): string {
  return entryExpectation(schemaEntry(key));
}

/**
 * Says the same of a row of the schema.
 *
 * @param entry the row
 */
export function entryExpectation(entry: SchemaEntry): string {
  switch (entry.kind) {
    case "port":
    case "integer":
    case "size":
    case "duration":
      return numberExpectation(entry);
    case "boolean":
      return "true or false";
    case "path":
    case "host":
    case "text":
    case "charset":
    case "file":
    case "socket":
    case "logTarget":
    case "logFormat": {
      const most = entry.max === undefined ? "" : `, at most ${entry.max} characters`;
      return TEXT_FORMS[entry.kind].one + most;
    }
    case "choice":
      return alternatives(entry.choices.map((choice) => `"${choice}"`));
    case "list":
      return `a list of at most ${entry.max} ${LISTED[entry.item]}`;
    case "map": {
      const example = JSON.stringify(Object.fromEntries(entry.example));
      return `an object of at most ${entry.max} pairs such as ${example}, typed ${
        formatTypedMap(entry.example)
      }`;
    }
    case "structure":
      return entry.shape.one;
  }
}

/**
 * Says what numbers are taken.
 *
 * @param number their kind and bounds
 */
export function numberExpectation(number: Bounds): string {
  switch (number.kind) {
    case "port":
      return `a port, 1 to ${number.max} (0: any free one)`;
    case "integer":
      return `a whole number, ${bounds(number)}`;
    case "size":
      return `a size, ${bounds(number)}, such as "8 KiB" or a number of bytes`;
    case "duration":
      return `a duration, ${bounds(number)}, such as "250ms", "10s", "5m", "1h" or a number of milliseconds`;
  }
}

/**
 * Joins words with commas and a last "or".
 *
 * @param words at least two
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { alternatives } from "./expectation.ts";
 *
 * assertEquals(alternatives(["a", "b", "c"]), "a, b or c");
 * ```
 */
export function alternatives(words: readonly string[]): string {
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

/**
 * The bounds of a number in its own unit: `64 B to 64 KiB`.
 *
 * @param entry the number's kind and bounds
 */
export function bounds(entry: Bounds): string {
  const min = entry.min === 0 ? "0" : formatNumber(entry, entry.min);
  return `${min} to ${formatNumber(entry, entry.max)}`;
}

/**
 * Writes a number as a person would type it, with a unit where it has one.
 *
 * @param entry the number's kind and bounds
 * @param value bytes, milliseconds, or a plain number
 */
export function formatNumber(entry: Bounds, value: number): string {
  if (entry.kind === "size") return formatSize(value);
  if (entry.kind === "duration") return formatDuration(value);
  return String(value);
}
