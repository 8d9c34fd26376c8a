/**
 * The host of a request (RFC 9110 §7.2): name or address, with an optional port.
 *
 * @module
 */
import { REG_NAME } from "./grammar.ts";

const LARGEST_PORT = 65535;
const PORT = /^[0-9]{0,5}$/;

/**
 * Whether a text is `uri-host [ ":" port ]` (RFC 9110 §7.2) that an http URI may have: not empty
 * (RFC 9110 §4.2.1), no userinfo, no path, no list.
 */
export function isHost(text: string): boolean {
  if (text.startsWith("[")) {
    const close = text.indexOf("]");
    return close > 0 && isIpLiteral(text.slice(0, close + 1)) && isPortSuffix(text.slice(close + 1));
  }
  let end = 0;
  while (end < text.length && REG_NAME[text.charCodeAt(end)] === 1) end++;
  return end > 0 && hasWholeEscapes(text) && (end === text.length || isPortSuffix(text.slice(end)));
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

function isPortSuffix(text: string): boolean {
  if (text === "") return true;
  return text.startsWith(":") && PORT.test(text.slice(1)) && Number(text.slice(1)) <= LARGEST_PORT;
}

/** An IPv6 address in brackets; the platform's URL parser knows the many ways to write one. */
function isIpLiteral(text: string): boolean {
  return /^\[[0-9A-Fa-f:.]+\]$/.test(text) && URL.canParse(`http://${text}/`);
}

function hasWholeEscapes(text: string): boolean {
  return !text.includes("%") || !/%(?![0-9A-Fa-f]{2})/.test(text);
}
