/**
 * What a setting takes, in words for an error message or a help text.
 *
 * @module
 */
import { formatDuration } from "./duration.ts";
import type { NumberEntry } from "./schema.ts";
import { schemaEntry, type SettingKey } from "./settings.ts";
import { formatSize } from "./size.ts";

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
  const entry = schemaEntry(key);
  switch (entry.kind) {
    case "port":
      return `a port, 1 to ${entry.max} (0: any free one)`;
    case "integer":
      return `a whole number, ${bounds(entry)}`;
    case "size":
      return `a size, ${bounds(entry)}, such as "8 KiB" or a number of bytes`;
    case "duration":
      return `a duration, ${bounds(entry)}, such as "250ms", "10s", "5m", "1h" or a number of milliseconds`;
    case "boolean":
      return "true or false";
    case "path":
      return "the path of a directory";
    case "host":
      return "a host name or an IP address";
    case "text":
      return `printable ASCII text, no space at either end, at most ${entry.max} characters`;
    case "list":
      return `a list of at most ${entry.max} file names, without slashes or commas`;
  }
}

/**
 * The bounds of a number in its own unit: `64 B to 64 KiB`.
 *
 * @param entry the number's row of the schema
 */
export function bounds(entry: NumberEntry): string {
  const min = entry.min === 0 ? "0" : formatNumber(entry, entry.min);
  return `${min} to ${formatNumber(entry, entry.max)}`;
}

/**
 * Writes a number as a person would type it, with a unit where it has one.
 *
 * @param entry the number's row of the schema
 * @param value bytes, milliseconds, or a plain number
 */
export function formatNumber(entry: NumberEntry, value: number): string {
  if (entry.kind === "size") return formatSize(value);
  if (entry.kind === "duration") return formatDuration(value);
  return String(value);
}
