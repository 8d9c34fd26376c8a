/**
 * The host of a request (RFC 9110 §7.2): name or address, with an optional port.
 *
 * @module
 */
import { REG_NAME } from "./grammar.ts";

const LARGEST_PORT = 65535;
const PORT = /^[0-9]{0,5}$/;
const IP_LITERAL = /^\[[0-9A-Fa-f:.]+\]$/;

/**
 * Whether a text is `uri-host [ ":" port ]` (RFC 9110 §7.2) that an http URI may have: not empty
 * (RFC 9110 §4.2.1), no userinfo, no path, no list.
 */
export function isHost(text: string): boolean {
  return hostFault(text) === -1;
}

/**
 * The index of what keeps a text from being a host: its length where something is missing at the end, -1 where it is one.
 *
 * @example
 * ```ts
 * import { hostFault } from "./host.ts";
 * if (hostFault("a.example/b") !== 9 || hostFault("a.example:80") !== -1) throw new Error();
 * ```
 */
export function hostFault(text: string): number {
  if (text.startsWith("[")) return literalFault(text);
  let end = 0;
  while (end < text.length && REG_NAME[text.charCodeAt(end)] === 1) end++;
  if (end === 0) return 0;
  const escape = text.includes("%") ? text.search(/%(?![0-9A-Fa-f]{2})/) : -1;
  return escape >= 0 ? escape : portFault(text, end);
}

/**
 * The host of a request in the one way in which it is compared: in lower case, without a port and without the dot that
 * a full name may end with, an IPv6 address in its shortest form.
 *
 * @param host A text that {@linkcode isHost} takes, or empty text.
 *
 * @example
 * ```ts
 * import { hostName } from "./host.ts";
 * if (hostName("Blog.Example.ORG.:8080") !== "blog.example.org") throw new Error();
 * if (hostName("[0:0::1]:80") !== "[::1]") throw new Error();
 * ```
 */
export function hostName(host: string): string {
  if (host.startsWith("[")) return new URL(`http://${host.slice(0, host.indexOf("]") + 1)}`).hostname;
  const colon = host.indexOf(":");
  const name = (colon < 0 ? host : host.slice(0, colon)).toLowerCase();
  return name.endsWith(".") ? name.slice(0, -1) : name;
}

/** @param colon where the port's colon is to be, or the end of the text */
function portFault(text: string, colon: number): number {
  if (colon === text.length) return -1;
  if (text[colon] !== ":") return colon;
  const port = text.slice(colon + 1);
  if (PORT.test(port) && Number(port) <= LARGEST_PORT) return -1;
  return colon + 1 + Math.max(0, port.search(/[^0-9]/));
}

/** An IPv6 address in brackets; the platform's URL parser knows the many ways to write one. */
function literalFault(text: string): number {
  const close = text.indexOf("]");
  if (close === -1) return text.length;
  const literal = text.slice(0, close + 1);
  if (!IP_LITERAL.test(literal)) return 1 + Math.max(0, literal.slice(1).search(/[^0-9A-Fa-f:.]/));
  return URL.canParse(`http://${literal}/`) ? portFault(text, close + 1) : 0;
}
