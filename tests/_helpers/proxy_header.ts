/** PROXY headers of version 2, made for tests. */

/** The first bytes of version 2. */
export const V2_SIGNATURE: Uint8Array = Uint8Array.of(13, 10, 13, 10, 0, 13, 10, 81, 85, 73, 84, 10);

/**
 * Makes a header.
 *
 * @param command 0x21 for PROXY, 0x20 for LOCAL
 * @param family 0x11 for IPv4, 0x21 for IPv6, 0x00 for neither
 * @param rest addresses, ports, extensions
 * @param length what it says of the rest; by default the truth
 */
export function v2Header(
  command: number,
  family: number,
  rest: readonly number[] = [],
  length: number = rest.length,
): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(...V2_SIGNATURE, command, family, length >> 8, length & 255, ...rest);
}

/** The rest of an IPv4 header from this address and port to 192.0.2.9:80. */
export function v4Rest(address: string, port: number): number[] {
  return [...address.split(".").map(Number), 192, 0, 2, 9, port >> 8, port & 255, 0, 80];
}
