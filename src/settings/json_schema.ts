/**
 * A row of our schema as a JSON Schema.
 *
 * @module
 */
import { DURATION_PATTERN } from "./duration.ts";
import type { Bounds } from "./expectation.ts";
import type { SchemaEntry } from "./schema_entry.ts";
import type { ObjectShape, Shape } from "./shape.ts";
import { SIZE_PATTERN } from "./size.ts";
import { TEXT_FORMS, type TextForm } from "./text_form.ts";

/**
 * What a JSON Schema says of a setting's value, and its default as the file would have it. It refuses
 * nothing that the setting takes.
 *
 * @param entry the setting's row
 */
export function valueSchema(entry: SchemaEntry): object {
  return { ...kindSchema(entry), default: defaultJson(entry) };
}

function defaultJson(entry: SchemaEntry): unknown {
  if (entry.kind === "map") return Object.fromEntries(entry.default);
  return entry.kind === "structure" && entry.shape.kind === "map" ? {} : entry.default;
}

function kindSchema(entry: SchemaEntry): object {
  switch (entry.kind) {
    case "port":
    case "integer":
    case "size":
    case "duration":
      return numberSchema(entry);
    case "boolean":
      return { type: "boolean" };
    case "path":
    case "host":
    case "text":
    case "charset":
    case "file":
    case "socket":
    case "logTarget":
    case "logFormat":
      return { ...textSchema(entry.kind), ...(entry.max !== undefined && { maxLength: entry.max }) };
    case "choice":
      return { enum: entry.choices };
    case "list":
      return { type: "array", maxItems: entry.max, items: textSchema(entry.item) };
    case "map": {
      const examples = [Object.fromEntries(entry.example)];
      return { ...mapSchema(entry.names, textSchema(entry.values), entry.max), examples };
    }
    case "structure":
      return shapeSchema(entry.shape);
  }
}

function shapeSchema(shape: Shape): object {
  switch (shape.kind) {
    case "form":
      return textSchema(shape.form);
    case "integer":
    case "size":
    case "duration":
      return numberSchema(shape);
    case "boolean":
      return { type: "boolean" };
    case "choice":
      return { enum: shape.choices };
    case "either":
      return { anyOf: shape.of.map(shapeSchema) };
    case "list":
      return {
        type: "array",
        ...(shape.min !== undefined && { minItems: shape.min }),
        maxItems: shape.max,
        items: shapeSchema(shape.item),
      };
    case "map":
      return mapSchema(shape.names, shapeSchema(shape.values), shape.max);
    case "object":
      return objectSchema(shape);
  }
}

function objectSchema({ members }: ObjectShape): object {
  const entries = Object.entries(members);
  const required = entries.filter(([, member]) => member.required === true).map(([name]) => name);
  const properties = entries.map(([name, member]) => [name, {
    description: member.help,
    ...shapeSchema(member.shape),
    ...(member.default !== undefined && { default: member.default }),
  }]);
  return {
    type: "object",
    additionalProperties: false,
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(properties),
  };
}

function numberSchema(bounds: Bounds): object {
  const integer = { type: "integer", minimum: bounds.min, maximum: bounds.max };
  if (bounds.kind === "size") return { anyOf: [integer, { type: "string", pattern: SIZE_PATTERN }] };
  if (bounds.kind === "duration") return { anyOf: [integer, { type: "string", pattern: DURATION_PATTERN }] };
  return integer;
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
