/** Password hashes for tests, cheap to check. */

import { formatPasswordHash, type ScryptCost } from "../../src/patterns/password_hash.ts";
import { deriveKey } from "../../src/patterns/password_key.ts";

/** The cheapest cost that the settings take. */
export const CHEAP: ScryptCost = { ln: 12, r: 1, p: 1 };

/** A password's hash, as `access.users` takes it. */
export async function hashOf(password: string, cost: Partial<ScryptCost> = {}): Promise<string> {
  const recipe = { ...CHEAP, ...cost, salt: new Uint8Array(16).fill(7) };
  const key = await deriveKey(password, { ...recipe, length: 32 });
  return formatPasswordHash({ ...recipe, key: Uint8Array.from(key) });
}
