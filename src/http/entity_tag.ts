/**
 * Entity tags (RFC 9110 §8.8.3).
 *
 * @module
 */

/** One entity tag. */
export interface EntityTag {
  /** Whether it is marked weak (`W/`). */
  readonly weak: boolean;
  /** What stands between the quotes. */
  readonly opaque: string;
}

/** `etagc` is any visible byte but the quote, and obs-text; a comma may be part of a tag. */
const ONE_TAG = /[ \t]*(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"[ \t]*(?:,|$)|[ \t]*,/y;

/**
 * Reads a list of entity tags, as If-Match and If-None-Match carry it.
 *
 * @returns The tags, `"*"` for any, or `undefined` when the text is neither: no tag can match it then.
 */
export function parseEntityTags(text: string): readonly EntityTag[] | "*" | undefined {
  if (text.trim() === "*") return "*";
  const tags: EntityTag[] = [];
  const one = new RegExp(ONE_TAG);
  while (one.lastIndex < text.length) {
    const match = one.exec(text);
    if (match === null) return undefined;
    if (match[2] !== undefined) tags.push({ weak: match[1] !== undefined, opaque: match[2] });
  }
  return tags;
}

/** Reads exactly one entity tag, as ETag and If-Range carry it. */
export function parseEntityTag(text: string): EntityTag | undefined {
  const tags = parseEntityTags(text);
  return tags !== undefined && tags !== "*" && tags.length === 1 ? tags[0] : undefined;
}

/** Strong comparison (RFC 9110 §8.8.3.2): equal and neither is weak. */
export function matchesStrongly(a: EntityTag, b: EntityTag): boolean {
  return !a.weak && !b.weak && a.opaque === b.opaque;
}

/** Weak comparison (RFC 9110 §8.8.3.2): equal, marked weak or not. */
export function matchesWeakly(a: EntityTag, b: EntityTag): boolean {
  return a.opaque === b.opaque;
}

/** Writes an entity tag as ETag carries it. */
export function formatEntityTag(tag: EntityTag): string {
  return `${tag.weak ? "W/" : ""}"${tag.opaque}"`;
}
