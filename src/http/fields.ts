/**
 * The fields of a request, as handlers see them.
 *
 * @module
 */

/** Request fields (RFC 9110 §5), looked up by lower-case name. */
export interface RequestFields {
  /**
   * The value of a field; several field lines of one name are joined by `, ` (RFC 9110 §5.3).
   *
   * @param name The field name in lower case.
   * @returns `undefined` when the field is absent.
   */
  get(name: string): string | undefined;
  /** How many field lines have this lower-case name. */
  count(name: string): number;
  /** Every field line in the order received: name as sent, value. */
  entries(): [name: string, value: string][];
}

/**
 * The fields that LINPR itself looks at. They are recognised while the head is parsed, so that asking
 * for one, or finding it absent, is one load instead of a walk over all lines.
 */
export const KNOWN_FIELDS: readonly string[] = [
  "host",
  "connection",
  "content-length",
  "transfer-encoding",
  "expect",
  "range",
  "if-range",
  "if-match",
  "if-none-match",
  "if-modified-since",
  "if-unmodified-since",
  "accept",
  "accept-encoding",
  "authorization",
  "user-agent",
  "referer",
];

/** The number of a known field by its name. */
export const KNOWN_NUMBER: ReadonlyMap<string, number> = new Map(
  KNOWN_FIELDS.map((name, number) => [name, number]),
);

/** Buckets of the hash below: a power of two that leaves the known names without a collision. */
const BUCKETS = 256;

/** A hash that needs three loads: a name's length, first and last letter. */
function bucket(length: number, first: number, last: number): number {
  return (length * 37 + (first | 0x20) * 7 + (last | 0x20)) & (BUCKETS - 1);
}

const byBucket: readonly (Known | undefined)[] = fillBuckets();

interface Known {
  readonly number: number;
  readonly bytes: Uint8Array;
}

function fillBuckets(): (Known | undefined)[] {
  const buckets = new Array<Known | undefined>(BUCKETS).fill(undefined);
  for (const [number, name] of KNOWN_FIELDS.entries()) {
    const bytes = new TextEncoder().encode(name);
    const index = bucket(
      bytes.length,
      bytes[0] ?? 0,
      bytes[bytes.length - 1] ?? 0,
    );
    if (buckets[index] !== undefined) {
      throw new Error(`two known fields share a bucket: ${name}`);
    }
    buckets[index] = { number, bytes };
  }
  return buckets;
}

/**
 * Recognises a field name in the bytes of a head, whatever its case.
 *
 * @returns The index in {@linkcode KNOWN_FIELDS}, or -1.
 */
export function knownField(
  bytes: Uint8Array,
  start: number,
  end: number,
): number {
  const known = byBucket[bucket(end - start, bytes[start] ?? 0, bytes[end - 1] ?? 0)];
  if (
    known === undefined || !equalsIgnoringCase(bytes, start, end, known.bytes)
  ) return -1;
  return known.number;
}

/**
 * Whether the bytes from `start` up to `end` spell a lower-case token, in any case (RFC 9110 §5.1).
 *
 * Setting bit 5 lower-cases letters and also moves a few other bytes (`_` to DEL, `^` to `~`), none of which
 * turns into a letter, a digit or `-`, of which the names that are asked for consist.
 */
export function equalsIgnoringCase(
  bytes: Uint8Array,
  start: number,
  end: number,
  lower: Uint8Array,
): boolean {
  if (end - start !== lower.length) return false;
  for (let i = 0; i < lower.length; i++) {
    const byte = bytes[start + i] ?? 0;
    const wanted = lower[i] ?? 0;
    if (byte !== wanted && (byte | 0x20) !== wanted) return false;
  }
  return true;
}
