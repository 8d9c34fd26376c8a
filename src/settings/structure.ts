/**
 * Values that have a shape: from JSON, and back to text as `.linprconfig` has it.
 *
 * @module
 */
import { alternatives } from "./expectation.ts";
import { nearest } from "./nearest.ts";
import { parseNumber } from "./number.ts";
import { collect, type Fault, faultsOf, good, type Parsed, refused } from "./parsed.ts";
import type { ListShape, MapShape, Member, ObjectShape, Shape } from "./shape.ts";
import { parseText, TEXT_FORMS, type TextForm } from "./text_form.ts";

/** The members of an object, in the order of the text. */
export type WrittenMembers = readonly (readonly [name: string, value: unknown])[];

/** Checks each value of a map or of a member. */
type ParseValue<T> = (value: unknown) => Parsed<T>;

/**
 * Checks a value from JSON.
 *
 * @param shape what it should have
 * @param value whatever the JSON text had; an object may be a `Map`, which keeps the order of all its names
 */
export function parseShape(shape: Shape, value: unknown): Parsed<unknown> {
  switch (shape.kind) {
    case "form":
      return parseText(shape.form, value);
    case "integer":
    case "size":
    case "duration":
      return parseNumber(shape, value);
    case "boolean":
      return typeof value === "boolean" ? good(value) : refused("true or false", value);
    case "choice":
      return shape.choices.some((choice) => choice === value)
        ? good(value)
        : refused(alternatives(shape.choices.map((choice) => JSON.stringify(choice))), value);
    case "either":
      return shape.of.map((one) => parseShape(one, value)).find(({ ok }) => ok) ?? refused(shape.one, value);
    case "list":
      return parseShapedList(shape, value);
    case "map":
      return parseShapedMap(shape, value);
    case "object":
      return parseObject(shape, value);
  }
}

/**
 * Writes a value of a shape on one line, as `.linprconfig` has it: `parseShape` takes it.
 *
 * @param shape the shape
 * @param value a value that was checked
 */
export function formatShape(shape: Shape, value: unknown): string {
  switch (shape.kind) {
    case "list":
      return `[${(value as readonly unknown[]).map((item) => formatShape(shape.item, item)).join(", ")}]`;
    case "map":
      return objectText(
        (value as WrittenMembers).map(([name, held]) => [name, formatShape(shape.values, held)]),
      );
    case "object":
      return objectText(
        Object.entries(value as object).map(([name, held]) => {
          const member = memberOf(shape, name);
          return [name, member === undefined ? JSON.stringify(held) : formatShape(member.shape, held)];
        }),
      );
    default:
      return JSON.stringify(value);
  }
}

/** The members of an object from JSON; undefined for anything else. */
export function membersOf(value: unknown): WrittenMembers | undefined {
  if (value instanceof Map) return [...value].map(([name, member]) => [String(name), member]);
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? Object.entries(value) : undefined;
}

/**
 * Checks the pairs of a map; there may be two of the same name, which is refused.
 *
 * @param members names, and whatever stands for them
 * @param form what the names are
 * @param parseValue checks what stands for one
 */
export function parseMembers<T>(
  members: WrittenMembers,
  form: TextForm,
  parseValue: ParseValue<T>,
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
  const name = TEXT_FORMS[form].ignoresCase === true ? parsed.value.toLowerCase() : parsed.value;
  if (before.has(name)) {
    return { ok: false, faults: [{ expected: "each name once", found: written, path: [], inName: true }] };
  }
  before.add(name);
  return parsed;
}

function parseShapedList(shape: ListShape, value: unknown): Parsed<unknown> {
  const fits = Array.isArray(value) && value.length <= shape.max && value.length >= (shape.min ?? 0);
  if (!fits) return refused(shape.one, value);
  return judged(shape, collect(value.map((item, index) => [index, parseShape(shape.item, item)])));
}

function parseShapedMap(shape: MapShape, value: unknown): Parsed<unknown> {
  const members = membersOf(value);
  if (members === undefined || members.length > shape.max) return refused(shape.one, value);
  return judged(shape, parseMembers(members, shape.names, (held) => parseShape(shape.values, held)));
}

function parseObject(shape: ObjectShape, value: unknown): Parsed<unknown> {
  const written = membersOf(value);
  if (written === undefined) return refused(shape.one, value);
  const missing = Object.entries(shape.members).find(([name, { required }]) =>
    required === true && !written.some(([other]) => other === name)
  );
  if (missing !== undefined) return refused(`${shape.one}, which needs "${missing[0]}"`, value);
  const pairs = collect(written.map(([name, held]) => [name, parseMember(shape, name, held)]));
  if (!pairs.ok) return pairs;
  // In the order of the shape, so that what means the same is the same.
  const held = new Map(pairs.value);
  const sorted = Object.entries(shape.members).flatMap(([name, member]) => {
    const own = held.has(name) ? held.get(name) : member.default;
    return own === undefined ? [] : [[name, own] as const];
  });
  return judged(shape, good(Object.fromEntries(sorted)));
}

function parseMember(shape: ObjectShape, name: string, value: unknown): Parsed<readonly [string, unknown]> {
  const member = memberOf(shape, name);
  if (member === undefined) return { ok: false, faults: [unknownMember(shape, name)] };
  const parsed = parseShape(member.shape, value);
  return parsed.ok ? good([name, parsed.value]) : parsed;
}

function memberOf(shape: ObjectShape, name: string): Member | undefined {
  return Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
}

function unknownMember({ members }: ObjectShape, name: string): Fault {
  const names = Object.keys(members);
  const suggestion = nearest(name, names);
  return {
    expected: names.length > 1 ? alternatives(names) : `${names[0]}`,
    found: name,
    path: [],
    inName: true,
    ...(suggestion !== undefined && { suggestion }),
  };
}

/** What holds only of the parts together is judged once each of them is in order. */
function judged({ check }: ListShape | MapShape | ObjectShape, parsed: Parsed<object>): Parsed<unknown> {
  const faults = parsed.ok ? check?.(parsed.value) ?? [] : [];
  return faults.length > 0 ? { ok: false, faults } : parsed;
}

/** JSON.stringify would put names that look like numbers first. */
function objectText(members: readonly (readonly [name: string, json: string])[]): string {
  if (members.length === 0) return "{}";
  return `{ ${members.map(([name, json]) => `${JSON.stringify(name)}: ${json}`).join(", ")} }`;
}
