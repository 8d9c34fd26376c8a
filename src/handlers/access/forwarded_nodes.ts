/**
 * The clients that a request came by, as proxies tell them in X-Forwarded-For and Forwarded (RFC 7239).
 *
 * @module
 */
import type { Client } from "../../http/request.ts";
import { formatAddress, parseAddress } from "../../patterns/cidr.ts";

/** The fields that can be believed, as the setting names them. */
export type ForwardedField = "X-Forwarded-For" | "Forwarded";

/** What stands for all senders of a line that is broken. */
export const UNREADABLE = "unreadable";

/** Who sent a request on its way; `undefined` where that is kept back, or no address. */
export type ForwardedNode = Client | undefined | typeof UNREADABLE;

/**
 * Reads such a field.
 *
 * @param lines The values of its lines. Each is read by itself: a stranger's may be broken, and those that proxies add
 * behind it are theirs all the same.
 * @param most How many senders are read at most: the nearest ones.
 * @returns Each sender in the order of the field, the nearest one last. Of a broken line nothing is believed: what
 * stands behind an open quote could be anybody's words.
 *
 * @example
 * ```ts
 * const [client, proxy] = forwardedNodes("X-Forwarded-For", ["192.0.2.1, [2001:db8::1]:80"], 16);
 * if (typeof client !== "object" || client.address !== "192.0.2.1") throw new Error();
 * if (typeof proxy !== "object" || proxy.port !== 80) throw new Error();
 * ```
 */
export function forwardedNodes(
  field: ForwardedField,
  lines: readonly string[],
  most: number,
): readonly ForwardedNode[] {
  const nodesOf = field === "Forwarded" ? forwardedLine : plainLine;
  return lines.flatMap((line) => nodesOf(line, most)).slice(-most);
}

function plainLine(line: string, most: number): readonly ForwardedNode[] {
  return line.split(",").slice(-most).map((sender) => parseNode(sender.trim()));
}

function forwardedLine(line: string, most: number): readonly ForwardedNode[] {
  const senders = parseElements(line);
  if (senders === undefined) return [UNREADABLE];
  return senders.slice(-most).map((sender) => sender === undefined ? undefined : parseNode(sender));
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const QUOTED = '"(?:[\\t !#-\\[\\]-~\\x80-\\xff]|\\\\[\\t -~\\x80-\\xff])*"';
/** One `name=value` of an element (RFC 7239 §4), and what ends it. */
const PAIR = new RegExp(`[ \\t]*(?:(${TOKEN})=(${TOKEN}|${QUOTED}))?[ \\t]*([;,]|$)`, "y");

/** The `for` of each element; `undefined` for all of them where the line is not what RFC 7239 §4 says. */
function parseElements(value: string): readonly (string | undefined)[] | undefined {
  const nodes: (string | undefined)[] = [];
  let names = new Map<string, string>();
  for (let at = 0;;) {
    PAIR.lastIndex = at;
    const [whole, name, text = "", end] = PAIR.exec(value) ?? [];
    if (whole === undefined) return undefined;
    if (name !== undefined) {
      if (names.has(name.toLowerCase())) return undefined;
      names.set(name.toLowerCase(), unquote(text));
    }
    at += whole.length;
    if (end === ";") continue;
    // Empty elements of a list do not count (RFC 9110 §5.6.1).
    if (names.size > 0) nodes.push(names.get("for"));
    names = new Map();
    if (end === "") return nodes;
  }
}

function unquote(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replace(/\\(.)/gs, "$1") : text;
}

/**
 * An address, of which an IPv6 one with a port stands in brackets (RFC 7239 §6; X-Forwarded-For has no rules). The port
 * may be a word in place of one.
 */
const NODE = /^(?:([0-9.]+)|\[([0-9A-Fa-f:.]+)\])(?::(?:([0-9]{1,5})|_[A-Za-z0-9._-]+))?$/;

function parseNode(text: string): ForwardedNode {
  const [, v4, v6, port = "0"] = NODE.exec(text) ?? [];
  const bits = parseAddress(v4 ?? v6 ?? text);
  if (bits === undefined || Number(port) > 65_535) return undefined;
  return { address: formatAddress(bits), port: Number(port) };
}
