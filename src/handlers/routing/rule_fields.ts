/**
 * What a rule makes of an answer's fields.
 *
 * @module
 */
import { type FieldLine, HttpResponse } from "../../http/response.ts";
import { type RequestValues, valueInField } from "../../patterns/request_values.ts";
import { fillTemplate, parseTemplate, placeholdersOf, type TemplatePart } from "../../patterns/template.ts";
import type { Rule } from "../../settings/routing/rule_members.ts";
import { Dressing } from "../dressing.ts";

/** Makes another answer of one. */
export type FieldChange = (response: HttpResponse, values: RequestValues) => HttpResponse;

/** Fields that an answer gets, and the names of those that it loses. */
interface Change {
  readonly lost: ReadonlySet<string>;
  readonly lines: readonly FieldLine[];
}

/** A field whose value may have placeholders. */
type FieldTemplate = readonly [name: string, parts: readonly TemplatePart[]];

/** Makes the change of a rule; nothing where it leaves fields alone. */
export function fieldChange(
  { remove = [], set = [], add = [], cacheControl }: Rule,
): FieldChange | undefined {
  if (remove.length + set.length + add.length === 0 && cacheControl === undefined) return undefined;
  const lost = new Set([...remove, ...set.map(([name]) => name)].map((name) => name.toLowerCase()));
  const templates = [...set, ...add].map(([name, text]): FieldTemplate => [name, parseTemplate(text) ?? []]);
  const cached = cacheControl === undefined ? [] : [["Cache-Control", cacheControl] as const];
  const changeTo = (lines: readonly FieldLine[]): Kinds => ({
    good: {
      lost: cacheControl === undefined ? lost : new Set([...lost, "cache-control"]),
      lines: [...lines, ...cached],
    },
    error: { lost, lines },
  });
  if (templates.every(([, parts]) => placeholdersOf(parts).length === 0)) {
    return constantChange(changeTo(filled(templates)));
  }
  return (response, values) => apply(response, changeFor(response, changeTo(filled(templates, values))));
}

/** What is said of how long something may be kept is said of what was asked for, not of an error in its place. */
interface Kinds {
  readonly good: Change;
  readonly error: Change;
}

function changeFor({ status }: HttpResponse, { good, error }: Kinds): Change {
  return status < 400 ? good : error;
}

function constantChange(kinds: Kinds): FieldChange {
  const dressing = new Dressing(apply);
  return (response) => dressing.put(response, changeFor(response, kinds));
}

function filled(templates: readonly FieldTemplate[], values?: RequestValues): readonly FieldLine[] {
  return templates.map(([name, parts]) => {
    const value = fillTemplate(
      parts,
      (placeholder) => values === undefined ? "" : valueInField(values, placeholder),
    );
    // A value that nothing was put into may end with the blank before it.
    return [name, value.trim()];
  });
}

function apply(response: HttpResponse, { lost, lines }: Change): HttpResponse {
  const { status, body, length } = response;
  const kept = response.fields.filter(([name]) => !lost.has(name.toLowerCase()));
  return new HttpResponse({
    status,
    fields: [...kept, ...lines],
    body,
    ...(length !== undefined && { length }),
  });
}

/** Makes the change that tells caches on which fields of a request its answer depends (RFC 9110 §12.5.5). */
export function varyChange(names: readonly string[]): FieldChange {
  return constantChange(bothKinds({ lost: new Set(), lines: [["Vary", names.join(", ")]] }));
}

function bothKinds(change: Change): Kinds {
  return { good: change, error: change };
}
