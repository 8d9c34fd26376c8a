/** Validates values by a JSON Schema: the keywords that ours uses, and no others. */

/** A JSON Schema (draft 2020-12) as far as we go. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly type?: "object" | "array" | "string" | "integer" | "boolean";
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | false;
  readonly propertyNames?: JsonSchema;
  readonly maxProperties?: number;
}

/** Keyword by keyword: what it makes of a value of the type that it is about. */
const KEYWORDS: Readonly<Record<keyof JsonSchema, (schema: JsonSchema, value: unknown) => boolean>> = {
  $schema: () => true,
  title: () => true,
  description: () => true,
  default: () => true,
  examples: () => true,
  type: ({ type }, value) => typeOf(value) === type,
  enum: (schema, value) => schema.enum?.includes(value) === true,
  anyOf: ({ anyOf = [] }, value) => anyOf.some((schema) => isValid(schema, value)),
  minimum: ({ minimum = NaN }, value) => typeof value !== "number" || value >= minimum,
  maximum: ({ maximum = NaN }, value) => typeof value !== "number" || value <= maximum,
  // Validators compile patterns with the u flag.
  pattern: ({ pattern = "" }, value) => typeof value !== "string" || new RegExp(pattern, "u").test(value),
  minLength: ({ minLength = NaN }, value) => typeof value !== "string" || [...value].length >= minLength,
  maxLength: ({ maxLength = NaN }, value) => typeof value !== "string" || [...value].length <= maxLength,
  items: ({ items = {} }, value) => !Array.isArray(value) || value.every((item) => isValid(items, item)),
  minItems: ({ minItems = NaN }, value) => !Array.isArray(value) || value.length >= minItems,
  required: ({ required = [] }, value) =>
    typeOf(value) !== "object" || required.every((name) => Object.hasOwn(value as object, name)),
  maxItems: ({ maxItems = NaN }, value) => !Array.isArray(value) || value.length <= maxItems,
  properties: ({ properties = {} }, value) =>
    membersOf(value).every(([name, member]) => isValid(ownOf(properties, name) ?? {}, member)),
  additionalProperties: ({ properties = {}, additionalProperties = {} }, value) =>
    membersOf(value).every(([name, member]) =>
      ownOf(properties, name) !== undefined ||
      additionalProperties !== false && isValid(additionalProperties, member)
    ),
  propertyNames: ({ propertyNames = {} }, value) =>
    membersOf(value).every(([name]) => isValid(propertyNames, name)),
  maxProperties: ({ maxProperties = NaN }, value) => membersOf(value).length <= maxProperties,
};

/**
 * Is a value valid by a schema?
 *
 * @throws {TypeError} for a keyword that is not among those above
 */
export function isValid(schema: JsonSchema, value: unknown): boolean {
  return Object.keys(schema).every((keyword) => {
    if (!Object.hasOwn(KEYWORDS, keyword)) throw new TypeError(`"${keyword}" is not known here`);
    return KEYWORDS[keyword as keyof JsonSchema](schema, value);
  });
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : value === null ? "null" : typeof value;
}

function membersOf(value: unknown): [string, unknown][] {
  return typeOf(value) === "object" ? Object.entries(value as object) : [];
}

function ownOf(record: Readonly<Record<string, JsonSchema>>, name: string): JsonSchema | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
