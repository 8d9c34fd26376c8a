/**
 * The hosts of a site.
 *
 * @module
 */
import { parseHost } from "../host.ts";

/**
 * Reads a host's name or address, or `*.` and a name for all hosts below that.
 *
 * @returns the host as requests name it: in lower case, without a dot at its end, letters beyond ASCII as IDNA has them
 * (RFC 5891), an IPv6 address in brackets and in its shortest form; undefined for anything else
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseSiteHost } from "./site_host.ts";
 *
 * assertEquals(parseSiteHost("*.Example.org."), "*.example.org");
 * assertEquals(parseSiteHost("bücher.example"), "xn--bcher-kva.example");
 * assertEquals(parseSiteHost("::0001"), "[::1]");
 * assertEquals(parseSiteHost("example.org:80"), undefined);
 * ```
 */
export function parseSiteHost(text: string): string | undefined {
  const wildcard = text.startsWith("*.") ? "*." : "";
  const host = parseHost(toAscii(text.slice(wildcard.length)));
  if (host === undefined) return undefined;
  const isAddress = host.includes(":") || /^[0-9.]+$/.test(host);
  if (isAddress && wildcard !== "") return undefined;
  if (host.includes(":")) return new URL(`http://[${host}]`).hostname;
  return wildcard + host.toLowerCase().replace(/\.$/, "");
}

/** A name as browsers send it; what is none stays as it is. */
function toAscii(name: string): string {
  const isWord = /^[\p{L}\p{M}\p{N}.-]+$/u.test(name) && /[^ -~]/.test(name);
  const url = `http://${name}`;
  return isWord && URL.canParse(url) ? new URL(url).hostname : name;
}
