/**
 * The schema told to others: people at a terminal, readers of the README, editors.
 *
 * @module
 */
import { environmentVariable } from "./environment.ts";
import { alternatives, bounds } from "./expectation.ts";
import { valueSchema } from "./json_schema.ts";
import { isNumberEntry } from "./schema_entry.ts";
import {
  defaultSettings,
  nameOf,
  schemaEntry,
  sectionOf,
  SECTIONS,
  SETTING_KEYS,
  type SettingKey,
} from "./settings.ts";
import { formatSetting } from "./value.ts";

/**
 * The table for `--help`: one line for each setting, its columns aligned.
 *
 * @example
 * ```ts
 * import { assertMatch } from "@std/assert";
 * import { describeSettings } from "./describe.ts";
 *
 * assertMatch(describeSettings(), /^limits.head +16 KiB +longest request head/m);
 * ```
 */
export function describeSettings(): string {
  const rows = SETTING_KEYS.map((key) => [key, defaultText(key), meaning(key)] as const);
  const keyWidth = Math.max(...rows.map(([key]) => key.length));
  const defaultWidth = Math.max(...rows.map(([, value]) => value.length));
  return rows
    .map(([key, value, text]) => `${key.padEnd(keyWidth)}  ${value.padEnd(defaultWidth)}  ${text}`)
    .join("\n");
}

/** The table for the README, in Markdown: a heading line, then one line for each setting. */
export function settingsMarkdown(): string {
  const rows = SETTING_KEYS.map((key) =>
    `| \`${key}\` | ${defaultText(key)} | \`${environmentVariable(key)}\` | ${
      meaning(key).replaceAll("|", "\\|")
    } |`
  );
  return ["| Setting | Default | Environment | Meaning |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

/**
 * A JSON Schema (draft 2020-12) of `.linprconfig`, with which an editor completes keys and marks
 * mistakes. It refuses nothing that `checkSettings` takes; the bounds of a size or duration written
 * as text, and what makes a good host name, glob, media type and the like, are left to that.
 */
export function settingsJsonSchema(): object {
  const sections = SECTIONS.map((section) => {
    const keys = SETTING_KEYS.filter((key) => sectionOf(key) === section);
    const properties = Object.fromEntries(keys.map((key) => [nameOf(key), propertySchema(key)]));
    return [section, { type: "object", additionalProperties: false, properties }] as const;
  });
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "The settings of LINPR (.linprconfig)",
    type: "object",
    additionalProperties: false,
    properties: { $schema: { type: "string" }, ...Object.fromEntries(sections) },
  };
}

function propertySchema(key: SettingKey): object {
  return { description: meaning(key), ...valueSchema(schemaEntry(key)) };
}

/** Empty text would leave a hole in the table. */
function defaultText(key: SettingKey): string {
  return formatSetting(key, defaultSettings()[key]) || '""';
}

/** The help, the bounds or words where there are some, and whether a change needs a new start. */
function meaning(key: SettingKey): string {
  const entry = schemaEntry(key);
  const notes = [
    ...(isNumberEntry(entry) ? [bounds(entry)] : []),
    ...(entry.kind === "choice" ? [alternatives(entry.choices)] : []),
    ...(entry.reload === "startup" ? ["needs a restart"] : []),
  ];
  return notes.length === 0 ? entry.help : `${entry.help} (${notes.join("; ")})`;
}
