/**
 * The addresses to type into a browser, told truthfully: a network one only where the network can reach the server.
 *
 * @module
 */

/** What the server is bound to; an IPv6 address has no brackets. */
export interface BoundAddress {
  readonly hostname: string;
  readonly port: number;
}

/** One of this machine's addresses; `Deno.NetworkInterfaceInfo` fits. */
export interface InterfaceAddress {
  readonly family: "IPv4" | "IPv6";
  readonly address: string;
}

const EVERYWHERE: ReadonlySet<string> = new Set(["0.0.0.0", "::"]);

/**
 * The lines that say where the server can be reached.
 *
 * @param interfaces this machine's addresses: `Deno.networkInterfaces()`
 */
export function urlLines(bound: BoundAddress, interfaces: readonly InterfaceAddress[]): readonly string[] {
  const local = `Local:   ${serverUrl(bound)}`;
  if (isLoopback(bound.hostname)) return [local];
  if (!EVERYWHERE.has(bound.hostname)) return [networkLine(bound)];
  const reachable = interfaces.filter(({ family, address }) => family === "IPv4" && !isLoopback(address));
  return [local, ...reachable.map(({ address }) => networkLine({ hostname: address, port: bound.port }))];
}

/** The URL at which this machine reaches the server; port 80 goes without saying. */
export function serverUrl({ hostname, port }: BoundAddress): string {
  const host = EVERYWHERE.has(hostname) ? "localhost" : hostname;
  return `http://${bracketed(host)}${port === 80 ? "" : `:${port}`}/`;
}

/** `0.0.0.0:8080`, `[::1]:8080`: what the server is bound to, as an operator would type it. */
export function addressText({ hostname, port }: BoundAddress): string {
  return `${bracketed(hostname)}:${port}`;
}

function networkLine(address: BoundAddress): string {
  return `Network: ${serverUrl(address)} (anyone on this network can reach it)`;
}

/** RFC 3986 §3.2.2: an IPv6 address stands in brackets. */
function bracketed(hostname: string): string {
  return hostname.includes(":") ? `[${hostname}]` : hostname;
}

/** `localhost` (RFC 6761 §6.3), 127.0.0.0/8 (RFC 1122 §3.2.1.3) and ::1. */
export function isLoopback(hostname: string): boolean {
  return hostname === "::1" || /^127(\.\d{1,3}){3}$/.test(hostname) ||
    /^(.+\.)?localhost\.?$/i.test(hostname);
}
