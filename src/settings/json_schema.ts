/**
 * A row of our schema as a JSON Schema.
 *
 * @module
 */
import { DURATION_PATTERN } from "./duration.ts";
import type { NumberEntry, SchemaEntry } from "./schema_entry.ts";
import { SIZE_PATTERN } from "./size.ts";
import { TEXT_FORMS, type TextForm } from "./text_form.ts";

/**
 * What a JSON Schema says of a setting's value, and its default as the file would have it. It refuses
 * nothing that the setting takes.
 *
 * @param entry the setting's row
 */
export function valueSchema(entry: SchemaEntry): object {
  const isObject = entry.kind === "map" || entry.kind === "fields";
  return { ...kindSchema(entry), default: isObject ? Object.fromEntries(entry.default) : entry.default };
}

function kindSchema(entry: SchemaEntry): object {
  switch (entry.kind) {
    case "port":
    case "integer":
      return integerSchema(entry);
    case "size":
      return { anyOf: [integerSchema(entry), { type: "string", pattern: SIZE_PATTERN }] };
    case "duration":
      return { anyOf: [integerSchema(entry), { type: "string", pattern: DURATION_PATTERN }] };
    case "boolean":
      return { type: "boolean" };
    case "path":
    case "host":
    case "text":
    case "charset":
    case "file":
      return { ...textSchema(entry.kind), ...(entry.max !== undefined && { maxLength: entry.max }) };
    case "choice":
      return { enum: entry.choices };
    case "list":
      return { type: "array", maxItems: entry.max, items: textSchema(entry.item) };
    case "map": {
      const examples = [Object.fromEntries(entry.example)];
      return { ...mapSchema(entry.names, textSchema(entry.values), entry.max), examples };
    }
    case "fields":
      return mapSchema("glob", mapSchema("fieldName", textSchema("fieldValue"), entry.max), entry.max);
  }
}

function integerSchema(entry: NumberEntry): object {
  return { type: "integer", minimum: entry.min, maximum: entry.max };
}

function textSchema(form: TextForm): object {
  return { type: "string", ...TEXT_FORMS[form].schema };
}

function mapSchema(names: TextForm, values: object, most: number): object {
  return {
    type: "object",
    maxProperties: most,
    propertyNames: TEXT_FORMS[names].schema,
    additionalProperties: values,
  };
}
