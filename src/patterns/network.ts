/**
 * Which addresses are one client's.
 *
 * @module
 */

/** The groups of an IPv6 address that name a network: whoever has one address of a /64 has all. */
const NETWORK_GROUPS = 4;
const GROUPS = 8;

/**
 * What is counted as one client: an IPv4 address, or the first half of an IPv6 one.
 *
 * @example
 * ```ts
 * if (networkOf("2001:db8::7:1") !== "2001:db8:0:0") throw new Error();
 * if (networkOf("192.0.2.1") !== "192.0.2.1") throw new Error();
 * ```
 */
export function networkOf(address: string): string {
  if (!address.includes(":")) return address;
  const [front = [], back] = address.split("::").map((part) => part === "" ? [] : part.split(":"));
  const zeros = back === undefined ? [] : new Array<string>(GROUPS - front.length - back.length).fill("0");
  return [...front, ...zeros, ...back ?? []].slice(0, NETWORK_GROUPS).join(":");
}
