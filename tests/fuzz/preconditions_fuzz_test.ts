/** Preconditions against an oracle that reads RFC 9110 §13.2.2 aloud; the seed is fixed. */

import { assert, assertEquals } from "@std/assert";
import { type EntityTag, formatEntityTag } from "../../src/http/entity_tag.ts";
import { formatHttpDate } from "../../src/http/http_date.ts";
import { evaluatePreconditions, hasPreconditions, type Verdict } from "../../src/http/preconditions.ts";
import { Random } from "../_helpers/random.ts";
import { fieldsOf } from "../_helpers/request.ts";

const ROUNDS = 10_000;
const NOW = Date.UTC(2026, 10, 23);

/** What a client asks for, before it is written down; `undefined` where a field is absent. */
interface Conditions {
  readonly match: readonly EntityTag[] | "*" | undefined;
  readonly noneMatch: readonly EntityTag[] | "*" | undefined;
  readonly modifiedSince: number | undefined;
  readonly unmodifiedSince: number | undefined;
}

function randomTag(random: Random): EntityTag {
  return { weak: random.oneIn(3), opaque: random.pick(["a", "b", "c"]) };
}

function randomTags(random: Random): readonly EntityTag[] | "*" | undefined {
  if (random.oneIn(2)) return undefined;
  return random.oneIn(6) ? "*" : Array.from({ length: random.below(4) }, () => randomTag(random));
}

/** One of a few neighbouring seconds, so that equal ones are frequent. */
function randomSecond(random: Random): number {
  return Date.UTC(2026, 0) + random.below(3) * 1000;
}

function randomConditions(random: Random): Conditions {
  const date = (): number | undefined => random.oneIn(2) ? undefined : randomSecond(random);
  return {
    match: randomTags(random),
    noneMatch: randomTags(random),
    modifiedSince: date(),
    unmodifiedSince: date(),
  };
}

function fieldLines({ match, noneMatch, modifiedSince, unmodifiedSince }: Conditions): string[] {
  const tags = (list: readonly EntityTag[] | "*"): string =>
    list === "*" ? "*" : list.map(formatEntityTag).join(", ");
  return [
    ...(match === undefined ? [] : [`If-Match: ${tags(match)}`]),
    ...(noneMatch === undefined ? [] : [`If-None-Match: ${tags(noneMatch)}`]),
    ...(modifiedSince === undefined ? [] : [`If-Modified-Since: ${formatHttpDate(modifiedSince)}`]),
    ...(unmodifiedSince === undefined ? [] : [`If-Unmodified-Since: ${formatHttpDate(unmodifiedSince)}`]),
  ];
}

/** §13.2.2, step by step. */
function oracle(conditions: Conditions, tag: EntityTag, modified: number): Verdict {
  const { match, noneMatch, modifiedSince, unmodifiedSince } = conditions;
  if (match !== undefined) {
    const met = match === "*" || match.some((one) => !one.weak && !tag.weak && one.opaque === tag.opaque);
    if (!met) return 412;
  } else if (unmodifiedSince !== undefined && modified > unmodifiedSince) return 412;
  if (noneMatch !== undefined) {
    return noneMatch === "*" || noneMatch.some((one) => one.opaque === tag.opaque) ? 304 : "proceed";
  }
  return modifiedSince !== undefined && modified <= modifiedSince ? 304 : "proceed";
}

Deno.test("evaluatePreconditions() decides as RFC 9110 §13.2.2 says", () => {
  const random = new Random(1);
  const verdicts = new Map<Verdict, number>();
  for (let round = 0; round < ROUNDS; round++) {
    const conditions = randomConditions(random);
    const current = { tag: randomTag(random), modified: randomSecond(random) };
    const lines = fieldLines(conditions);
    const fields = fieldsOf(...lines);
    const verdict = evaluatePreconditions(fields, current, NOW);
    const shown = `${lines.join(" | ")} for ${JSON.stringify(current)}`;
    assertEquals(verdict, oracle(conditions, current.tag, current.modified), shown);
    assertEquals(hasPreconditions(fields), lines.length > 0, shown);
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
  }
  for (const verdict of ["proceed", 304, 412] as const) {
    assert((verdicts.get(verdict) ?? 0) > ROUNDS / 20, `${verdict}`);
  }
});
