/**
 * Addresses from which the operator himself may come.
 *
 * @module
 */
import { coversBlock, formatAddress, isInBlock, parseAddress, parseBlock } from "../patterns/cidr.ts";

/** This machine, to itself. */
const LOOPBACK = ["127.0.0.0/8", "::1"];

/** This machine's addresses, and that of the ssh client in whose session we run. */
export function machineAddresses(): readonly string[] {
  const [ssh] = Deno.env.get("SSH_CONNECTION")?.split(" ") ?? [];
  return [...Deno.networkInterfaces().map(({ address }) => address), ...(ssh === undefined ? [] : [ssh])];
}

/**
 * The first of an operator's own addresses that a block shuts out.
 *
 * @param addresses those beside the loopback ones
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { ownAddressIn } from "./own_addresses.ts";
 *
 * assertEquals(ownAddressIn("127.0.0.1", []), "127.0.0.1");
 * assertEquals(ownAddressIn("198.51.100.0/24", ["198.51.100.7"]), "198.51.100.7");
 * assertEquals(ownAddressIn("203.0.113.0/24", ["198.51.100.7"]), undefined);
 * ```
 */
export function ownAddressIn(block: string, addresses: readonly string[]): string | undefined {
  const shut = parseBlock(block);
  if (shut === undefined) return undefined;
  for (const text of LOOPBACK) {
    const loopback = parseBlock(text);
    if (loopback === undefined) continue;
    if (coversBlock(loopback, shut)) return formatAddress(shut.prefix << shut.free);
    if (coversBlock(shut, loopback)) return text;
  }
  return addresses.find((one) => {
    const address = parseAddress(one);
    return address !== undefined && isInBlock(address, shut);
  });
}
