/**
 * What there is to say of an answer that a handler changed.
 *
 * @module
 */
import type { Decisions } from "../http/decisions.ts";
import type { HttpResponse } from "../http/response.ts";

/**
 * Takes down which fields a handler gave an answer.
 *
 * @param step Who did.
 * @param why Which setting asks for it.
 */
export function noteFields(
  decisions: Decisions,
  { step, why }: { readonly step: string; readonly why: string },
  before: HttpResponse,
  after: HttpResponse,
): void {
  const known = new Set(before.fields.map(([name, value]) => `${name}: ${value}`));
  const given = after.fields.filter(([name, value]) => !known.has(`${name}: ${value}`)).map(([name]) => name);
  if (given.length > 0) decisions.note(step, `${given.join(", ")}, ${why}`);
}
