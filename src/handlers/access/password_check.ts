/**
 * Is it this user's password?
 *
 * @module
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { parsePasswordHash, type PasswordHash, USUAL_COST } from "../../patterns/password_hash.ts";
import type { DeriveKey } from "../../patterns/password_key.ts";

/** What {@linkcode PasswordCheck} is made from. */
export interface PasswordCheckOptions {
  /** Names, and hashes that the settings' check let through. */
  readonly users: readonly (readonly [name: string, hash: string])[];
  /** See `patterns/password_key`. */
  readonly derive: DeriveKey;
}

/** The hash that everybody is checked against where there are no users. */
const NO_ONES: PasswordHash = { ...USUAL_COST, salt: new Uint8Array(16), key: new Uint8Array(32) };

/** Checks passwords. A name that is unknown costs the same work as one that is not, so that nobody learns which are. */
export class PasswordCheck {
  readonly #users: ReadonlyMap<string, PasswordHash>;
  readonly #hashes: readonly PasswordHash[];
  readonly #derive: DeriveKey;
  readonly #secret: Uint8Array = randomBytes(32);

  /** Reads the hashes. */
  constructor({ users, derive }: PasswordCheckOptions) {
    const read = users.map(([name, hash]) => [name, parsePasswordHash(hash)] as const);
    this.#users = new Map(read.flatMap(([name, hash]) => hash === undefined ? [] : [[name, hash]]));
    this.#hashes = this.#users.size === 0 ? [NO_ONES] : [...this.#users.values()];
    this.#derive = derive;
  }

  /** Derives a key once, whoever it is. */
  async isRight(name: string, password: string): Promise<boolean> {
    const decoy = this.#decoyFor(name);
    const known = this.#users.get(name);
    const { key, ...recipe } = known ?? decoy;
    const derived = await this.#derive(password, { ...recipe, length: key.length });
    return timingSafeEqual(derived, key) && known !== undefined;
  }

  /** The hash of some user: which one, nobody outside can tell, but it is always the same for a name. */
  #decoyFor(name: string): PasswordHash {
    const digest = createHash("sha256").update(this.#secret).update(name).digest();
    return this.#hashes[digest.readUInt32LE() % this.#hashes.length] ?? NO_ONES;
  }
}
