/**
 * The hash by which tables of a fixed size find the slot of a client.
 *
 * @module
 */
import { networkOf } from "../patterns/network.ts";

/**
 * The hash of a client's network: 32 bits, of which any may be used.
 *
 * @param address The client's IP address.
 * @param seed A number that nobody outside knows. Without it, whoever has many addresses could look for one that
 *   takes its slot from somebody else.
 */
export function networkHash(address: string, seed: number): number {
  const network = networkOf(address);
  let hash = seed;
  for (let i = 0; i < network.length; i++) {
    hash = Math.imul(hash ^ network.charCodeAt(i), 0x5bd1e995);
    hash ^= hash >>> 15;
  }
  return hash;
}
