/**
 * The address that an operator types after `startup`.
 *
 * @module
 */
import { parseHost } from "../settings/host.ts";
import { describeFound } from "../settings/printable.ts";
import { ArgumentError } from "./command_error.ts";

/** What was typed of an address; the settings give the rest. */
export interface TypedAddress {
  /** A name or an IP address, an IPv6 one without brackets. */
  readonly hostname?: string;
  readonly port?: number;
}

/**
 * Reads `[host] [port]`, `host:port`, `:port`, `port`, `::1`, `[::1]` or `[::1]:port`.
 *
 * @throws {ArgumentError} when a word is neither host nor port, or there is one too many.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseAddress } from "./address.ts";
 *
 * assertEquals(parseAddress(["[::1]:8080"]), { hostname: "::1", port: 8080 });
 * assertEquals(parseAddress(["8080"]), { port: 8080 });
 * ```
 */
export function parseAddress(words: readonly string[]): TypedAddress {
  const [first, second] = words;
  if (first === undefined) return {};
  const typed = parseWord(first);
  if (second === undefined) return typed;
  if (typed.hostname === undefined || typed.port !== undefined) {
    throw new ArgumentError(
      `${describeFound(first)} names a port already; ${describeFound(second)} is too much.`,
    );
  }
  return { hostname: typed.hostname, port: checkPort(second) };
}

function parseWord(word: string): TypedAddress {
  if (/^-?\d+$/.test(word)) return { port: checkPort(word) };
  const bracketed = /^(\[[^\]]*\])(?::(.*))?$/s.exec(word);
  if (bracketed !== null) return hostAndPort(bracketed[1] ?? "", bracketed[2]);
  const colon = word.indexOf(":");
  // Two colons and no brackets: an IPv6 address by itself.
  if (colon === -1 || word.includes(":", colon + 1)) return { hostname: checkHost(word) };
  if (colon === 0) return { port: checkPort(word.slice(1)) };
  return hostAndPort(word.slice(0, colon), word.slice(colon + 1));
}

function hostAndPort(host: string, port: string | undefined): TypedAddress {
  const hostname = checkHost(host);
  return port === undefined ? { hostname } : { hostname, port: checkPort(port) };
}

/** 1 to 65535, or 0: the system then chooses a free one. */
function checkPort(word: string): number {
  const port = /^\d{1,5}$/.test(word) ? Number(word) : NaN;
  if (port <= 65535) return port;
  throw new ArgumentError(
    `${describeFound(word)} is not a port: a port is a number from 1 to 65535 (0: any free one).`,
  );
}

/** Refuses what is no host by its looks; whether there is such a host, the system says at `startup`. */
function checkHost(word: string): string {
  const host = parseHost(word);
  if (host !== undefined) return host;
  throw new ArgumentError(`${describeFound(word)} is not a host name or an IP address.`);
}
