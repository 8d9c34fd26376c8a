/**
 * Range requests (RFC 9110 §14): which bytes are asked for, and the field values of the answers.
 *
 * A server may always ignore a Range field (§14.2). Whatever is doubtful is therefore answered whole:
 * no client is harmed by that, and no attacker gains.
 *
 * @module
 */
import { matchesStrongly, parseEntityTag } from "./entity_tag.ts";
import { parseHttpDate } from "./http_date.ts";
import type { Validators } from "./preconditions.ts";

/** A stretch of a representation, never empty. */
export interface ByteRange {
  /** Offset of its first byte. */
  readonly start: number;
  /** Offset after its last byte. */
  readonly end: number;
}

/** What a Range field comes to: send all (200), refuse (416), or send parts (206). */
export type RangeOutcome =
  | { readonly kind: "whole" }
  | { readonly kind: "unsatisfiable" }
  | {
    readonly kind: "parts";
    /** At least one, and no two that overlap or touch. A single one is sent without multipart. */
    readonly parts: readonly ByteRange[];
  };

/**
 * Most ranges of one field. zchunk, by which dnf updates its package lists, asks for 255 at once; more
 * is an attempt to make us send heads of parts instead of content.
 */
export const MOST_RANGES = 256;

/** A modification time tells one whole second apart from the next. */
const DATE_STEP = 1000;

const WHOLE: RangeOutcome = { kind: "whole" };
const UNSATISFIABLE: RangeOutcome = { kind: "unsatisfiable" };

/** The unit's name knows no case (§14.1). */
const BYTES = /^bytes=/i;
/** `int-range` or `suffix-range` (§14.1.1), and the white space that a list may have around it. */
const RANGE_SPEC = /^[ \t]*([0-9]*)-([0-9]*)[ \t]*$/;
const BLANK = /^[ \t]*$/;

/**
 * Reads the Range field of a GET request; for other methods the field must be ignored (§14.2).
 *
 * Ranges that overlap or touch are sent as one, where the first of them was asked for: so no byte is sent
 * twice. Yet ranges that come to more than the whole representation are no way to ask for parts of it,
 * and are ignored.
 *
 * @param value The field's value; `undefined` when it is absent.
 * @param length Length of the representation in bytes.
 *
 * @example
 * ```ts
 * import { parseRange } from "./range.ts";
 * const outcome = parseRange("bytes=-3, 2-4, 0-1", 10);
 * const expected = { kind: "parts", parts: [{ start: 7, end: 10 }, { start: 0, end: 5 }] };
 * if (JSON.stringify(outcome) !== JSON.stringify(expected)) throw new Error();
 * ```
 */
export function parseRange(value: string | undefined, length: number): RangeOutcome {
  // An empty representation has no part to send; media players take a 416 for a failure, so it goes whole.
  if (value === undefined || length === 0 || !BYTES.test(value)) return WHOLE;
  const asked = parseSpecs(value.slice("bytes=".length), length);
  if (asked === undefined) return WHOLE;
  if (asked.length === 0) return UNSATISFIABLE;
  const sum = asked.reduce((total, { start, end }) => total + end - start, 0);
  return sum > length ? WHOLE : { kind: "parts", parts: coalesce(asked) };
}

/** The satisfiable ranges as asked; `undefined` when the set is malformed or has too many members. */
function parseSpecs(set: string, length: number): readonly ByteRange[] | undefined {
  // Empty members count as well: §5.6.1.2 wants only a reasonable number of them ignored.
  const members = set.split(",", MOST_RANGES + 1);
  if (members.length > MOST_RANGES) return undefined;
  const ranges: ByteRange[] = [];
  let specs = 0;
  for (const member of members) {
    if (BLANK.test(member)) continue;
    const range = parseSpec(member, length);
    if (range === undefined) return undefined;
    if (range.start < range.end) ranges.push(range);
    specs++;
  }
  return specs === 0 ? undefined : ranges;
}

/** One range, cut to the representation: empty when it is not satisfiable, `undefined` when it is none. */
function parseSpec(spec: string, length: number): ByteRange | undefined {
  const [, first, last] = RANGE_SPEC.exec(spec) ?? [];
  if (first === undefined || last === undefined) return undefined;
  if (first === "") return last === "" ? undefined : { start: length - position(last, length), end: length };
  // Beyond 2^53 numbers are rounded, which never turns their order round.
  if (last !== "" && Number(last) < Number(first)) return undefined;
  return {
    start: position(first, length),
    end: last === "" ? length : position(last, length - 1) + 1,
  };
}

/** A number of any size, but at most the bound. */
function position(digits: string, bound: number): number {
  return Math.min(Number(digits), bound);
}

/** Makes one of ranges that overlap or touch, in the place of the one asked for first (§15.3.7.2). */
function coalesce(asked: readonly ByteRange[]): readonly ByteRange[] {
  const byStart = asked.map((range, place) => ({ ...range, place })).sort((a, b) => a.start - b.start);
  const apart: { start: number; end: number; place: number }[] = [];
  for (const range of byStart) {
    const before = apart[apart.length - 1];
    if (before === undefined || range.start > before.end) {
      apart.push(range);
      continue;
    }
    before.end = Math.max(before.end, range.end);
    before.place = Math.min(before.place, range.place);
  }
  return apart.sort((a, b) => a.place - b.place).map(({ start, end }) => ({ start, end }));
}

/**
 * Evaluates If-Range (§13.1.5): false when the Range field must be ignored, because the client's part may
 * be of another state of the representation than the current one.
 *
 * A date counts only as a strong validator (§8.8.2.2): one whose second is over, and of a file whose
 * every change is sure to show. Where that is not certain, the entity tag says so by being weak.
 *
 * @param value The field's value; `undefined` when it is absent, which is no condition.
 * @param current The validators of the representation that the ranges would be taken of.
 * @param now Milliseconds since 1970.
 */
export function ifRange(value: string | undefined, current: Validators, now: number): boolean {
  if (value === undefined) return true;
  const tag = parseEntityTag(value);
  if (tag !== undefined) return matchesStrongly(tag, current.tag);
  const isStrong = !current.tag.weak && now >= current.modified + DATE_STEP;
  return isStrong && parseHttpDate(value, now) === current.modified;
}

/** Content-Range of a part in a 206 answer (§14.4). */
export function contentRange(part: ByteRange, length: number): string {
  return `bytes ${part.start}-${part.end - 1}/${length}`;
}

/** Content-Range of a 416 answer (§14.4). */
export function unsatisfiedRange(length: number): string {
  return `bytes */${length}`;
}
