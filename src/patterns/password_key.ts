/**
 * What a password becomes before it is compared or kept.
 *
 * @module
 */
import { randomBytes, scrypt } from "node:crypto";
import { formatPasswordHash, type PasswordHash, USUAL_COST } from "./password_hash.ts";

/** A hash but for the key, of which it says the length. */
export interface KeyRecipe extends Omit<PasswordHash, "key"> {
  /** In bytes. */
  readonly length: number;
}

/** Makes a key of a password. */
export type DeriveKey = (password: string, recipe: KeyRecipe) => Promise<Uint8Array>;

const SALT_LENGTH = 16;
const KEY_LENGTH = 32;
/** What scrypt asks for beside 128 · N · r bytes, in blocks of 128 · r bytes: for each p one, and two. */
const MORE_BLOCKS = 2;

/**
 * Makes a key by scrypt (RFC 7914), on a thread of its own: the event loop goes on meanwhile.
 *
 * @param password However its characters were composed (RFC 8265 §4.2.2).
 */
export function deriveKey(password: string, { ln, r, p, salt, length }: KeyRecipe): Promise<Uint8Array> {
  const N = 2 ** ln;
  const maxmem = 128 * r * (N + p + MORE_BLOCKS);
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFC"), salt, length, { N, r, p, maxmem }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

/** Hashes a new password, with a salt of its own. */
export async function hashPassword(password: string): Promise<string> {
  const salt = Uint8Array.from(randomBytes(SALT_LENGTH));
  const key = await deriveKey(password, { ...USUAL_COST, salt, length: KEY_LENGTH });
  return formatPasswordHash({ ...USUAL_COST, salt, key: Uint8Array.from(key) });
}
