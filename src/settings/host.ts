/**
 * The address to listen on, as text.
 *
 * @module
 */

// RFC 1123 §2.1, with the underscore that real host names have.
const LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
const NAME = new RegExp(`^${LABEL}(?:\\.${LABEL})*\\.?$`);

/**
 * Reads a host name, an IPv4 address in four parts, or an IPv6 address with or without brackets.
 * `127.1`, `010.0.0.1` and a bare number are refused, because resolvers disagree about them.
 *
 * @returns the host, an IPv6 address without its brackets, or undefined for anything else
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseHost } from "./host.ts";
 *
 * assertEquals(parseHost("localhost"), "localhost");
 * assertEquals(parseHost("[::1]"), "::1");
 * assertEquals(parseHost("256.1.1.1"), undefined);
 * ```
 */
export function parseHost(text: string): string | undefined {
  const bracketed = text.startsWith("[") && text.endsWith("]");
  const address = bracketed ? text.slice(1, -1) : text;
  if (bracketed || address.includes(":")) return isIpv6(address) ? address : undefined;
  if (text.length > 253 || !NAME.test(text)) return undefined;
  const endsInNumber = /(?:^|\.)[0-9]+\.?$/.test(text);
  return endsInNumber && !isIpv4(text) ? undefined : text;
}

// The URL parser judges addresses: node:net would do too, but loading it takes 20 ms of the start.

function isIpv4(text: string): boolean {
  if (!/^[0-9]+(?:\.[0-9]+){3}$/.test(text)) return false;
  const url = `http://${text}`;
  return URL.canParse(url) && new URL(url).hostname === text;
}

function isIpv6(text: string): boolean {
  return /^[0-9A-Fa-f:.]+$/.test(text) && URL.canParse(`http://[${text}]`);
}
