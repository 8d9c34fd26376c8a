/**
 * Hashed passwords as text: `$scrypt$ln=14,r=8,p=5$<salt>$<key>`, the PHC string format, as passlib and others write
 * it too.
 *
 * @module
 */

/** How costly a key is to derive (RFC 7914 §2). */
export interface ScryptCost {
  /** The binary logarithm of N, the number of steps. */
  readonly ln: number;
  /** The block size: a derivation takes 128 · N · r bytes of memory. */
  readonly r: number;
  /** How many times it is done. */
  readonly p: number;
}

/** A password's hash. */
export interface PasswordHash extends ScryptCost {
  readonly salt: Uint8Array<ArrayBuffer>;
  /** What scrypt made of the password and the salt. */
  readonly key: Uint8Array<ArrayBuffer>;
}

/** The cost of the hashes that LINPR makes, as OWASP advises: 16 MiB, and about 150 ms of one core. */
export const USUAL_COST: ScryptCost = { ln: 14, r: 8, p: 5 };

/** The shortest and longest of salts and keys, in bytes. */
const [SHORTEST, LONGEST] = [8, 64];
/** Fewer steps can be tried too fast. */
const LEAST_STEPS = 2 ** 12;
/** More memory, in bytes, and more work would let logins starve the server: the work is that of half a second. */
const MOST_MEMORY = 128 * 1024 * 1024;
const MOST_WORK = 2 ** 21;

const NUMBER = "([1-9][0-9]{0,3})";
const BYTES = "([A-Za-z0-9+/]{11,86})";
const HASH = new RegExp(`^\\$scrypt\\$ln=${NUMBER},r=${NUMBER},p=${NUMBER}\\$${BYTES}\\$${BYTES}$`);

/**
 * Reads a hash.
 *
 * @returns undefined for anything else, and for a cost that is not safe: too cheap to guess, or too dear to check
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parsePasswordHash } from "./password_hash.ts";
 *
 * const hash = parsePasswordHash("$scrypt$ln=14,r=8,p=5$c29kaXVtIGNobG9y$/YR0hSWKNWgNZQqGFVmOsA");
 * assertEquals([hash?.ln, hash?.r, hash?.p, hash?.key.length], [14, 8, 5, 16]);
 * assertEquals(parsePasswordHash("secret"), undefined);
 * ```
 */
export function parsePasswordHash(text: string): PasswordHash | undefined {
  const [whole, ln, r, p, salt, key] = HASH.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  const [saltBytes, keyBytes] = [decode(salt ?? ""), decode(key ?? "")];
  if (saltBytes === undefined || keyBytes === undefined || !isSafe(cost)) return undefined;
  return { ...cost, salt: saltBytes, key: keyBytes };
}

/** Writes a hash so that {@linkcode parsePasswordHash} reads it back. */
export function formatPasswordHash({ ln, r, p, salt, key }: PasswordHash): string {
  return `$scrypt$ln=${ln},r=${r},p=${p}$${encode(salt)}$${encode(key)}`;
}

function isSafe({ ln, r, p }: ScryptCost): boolean {
  const steps = 2 ** ln;
  return steps >= LEAST_STEPS && 128 * steps * r <= MOST_MEMORY && steps * r * p <= MOST_WORK;
}

/** Base64 without the padding; undefined where it is none, or too short or long. */
function decode(text: string): Uint8Array<ArrayBuffer> | undefined {
  // One character over a whole number of groups is half a byte.
  if (text.length % 4 === 1) return undefined;
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return bytes.length >= SHORTEST && bytes.length <= LONGEST ? bytes : undefined;
}

function encode(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll("=", "");
}
