/**
 * Preconditions (RFC 9110 §13): one function a field, and one that puts them into the order of §13.2.2.
 *
 * @module
 */
import { type EntityTag, matchesStrongly, matchesWeakly, parseEntityTags } from "./entity_tag.ts";
import type { RequestFields } from "./fields.ts";
import { parseHttpDate } from "./http_date.ts";

/** What identifies the selected representation's state (RFC 9110 §8.8). */
export interface Validators {
  /** Its entity tag. */
  readonly tag: EntityTag;
  /** Its modification time: whole seconds, in milliseconds since 1970. */
  readonly modified: number;
}

/** What a precondition decides: go on with the method, or answer with this status. */
export type Verdict = "proceed" | 304 | 412;

/** A field's own outcome; `absent` also stands for a field that must be ignored. */
type Outcome = "true" | "false" | "absent";

/**
 * Evaluates all preconditions of a GET or HEAD request whose target exists.
 *
 * @param now Milliseconds since 1970, for two-digit years.
 */
export function evaluatePreconditions(fields: RequestFields, current: Validators, now: number): Verdict {
  const match = ifMatch(fields.get("if-match"), current);
  if (match === "false") return 412;
  if (match === "absent" && ifUnmodifiedSince(fields.get("if-unmodified-since"), current, now) === "false") {
    return 412;
  }
  const noneMatch = ifNoneMatch(fields.get("if-none-match"), current);
  if (noneMatch === "false") return 304;
  if (noneMatch === "absent" && ifModifiedSince(fields.get("if-modified-since"), current, now) === "false") {
    return 304;
  }
  return "proceed";
}

/** §13.1.1: true when one of the tags is the current one, by strong comparison; `*` is any current one. */
export function ifMatch(value: string | undefined, current: Validators): Outcome {
  if (value === undefined) return "absent";
  const tags = parseEntityTags(value);
  if (tags === "*") return "true";
  return tags?.some((tag) => matchesStrongly(tag, current.tag)) ? "true" : "false";
}

/** §13.1.2: false when one of the tags is the current one, by weak comparison; `*` is any current one. */
export function ifNoneMatch(value: string | undefined, current: Validators): Outcome {
  if (value === undefined) return "absent";
  const tags = parseEntityTags(value);
  if (tags === "*") return "false";
  return tags?.some((tag) => matchesWeakly(tag, current.tag)) ? "false" : "true";
}

/** §13.1.3: false when the representation did not change after that date; no date is ignored. */
export function ifModifiedSince(value: string | undefined, current: Validators, now: number): Outcome {
  const since = value === undefined ? undefined : parseHttpDate(value, now);
  if (since === undefined) return "absent";
  return current.modified > since ? "true" : "false";
}

/** §13.1.4: true when the representation did not change after that date; no date is ignored. */
export function ifUnmodifiedSince(value: string | undefined, current: Validators, now: number): Outcome {
  const since = value === undefined ? undefined : parseHttpDate(value, now);
  if (since === undefined) return "absent";
  return current.modified <= since ? "true" : "false";
}

/** The fields that {@linkcode evaluatePreconditions} looks at. */
const PRECONDITION_FIELDS = [
  "if-none-match",
  "if-modified-since",
  "if-match",
  "if-unmodified-since",
] as const;

/** Whether a request has any precondition; most have none. */
export function hasPreconditions(fields: RequestFields): boolean {
  return PRECONDITION_FIELDS.some((name) => fields.count(name) > 0);
}
