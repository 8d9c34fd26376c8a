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

/**
 * One element of a list, which may be empty (RFC 9110 §5.6.1.2), with its comma. `etagc` is any visible byte
 * but the quote, and obs-text; a comma may be part of a tag.
 */
const ELEMENT = /[ \t]*(?:(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"[ \t]*(?:,|$)|,|$)/y;
const ANY = /^[ \t]*\*[ \t]*$/;

/**
 * Reads a list of entity tags, as If-Match and If-None-Match carry it.
 *
 * @returns The tags, `"*"` for any, or `undefined` when the text is neither: no tag can match it then.
 */
export function parseEntityTags(text: string): readonly EntityTag[] | "*" | undefined {
  if (ANY.test(text)) return "*";
  const tags: EntityTag[] = [];
  const element = new RegExp(ELEMENT);
  while (element.lastIndex < text.length) {
    const match = element.exec(text);
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
