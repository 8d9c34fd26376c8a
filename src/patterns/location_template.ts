/**
 * Locations made from a template, for redirects.
 *
 * @module
 */
import { normalized } from "./path_template.ts";
import { isPlainHost, type RequestValues, valueInPath, valueInQuery } from "./request_values.ts";
import { fillTemplate, parseTemplate, type TemplatePart } from "./template.ts";

/** A location, taken apart. */
export interface LocationTemplate {
  /** `https://www.` of `https://www.{host}:8443/a`; empty where the location is a path of the own site. */
  readonly scheme: string;
  /** Whether the host of the request follows. */
  readonly hasHost: boolean;
  /** The rest of the host, and the port. */
  readonly authority: string;
  /** The path; empty, or it starts with a slash or with `{path}`. */
  readonly path: readonly TemplatePart[];
  /** The query and the fragment, with their `?` and `#`. */
  readonly rest: readonly TemplatePart[];
}

const SITE =
  /^(https?:\/\/(?:[0-9A-Za-z_-]+\.)*)(\{host\})?([0-9A-Za-z_-]+\.?|\[[0-9A-Fa-f:.]+\]|)((?::[0-9]{1,5})?)(?=[/?#]|\{path\}|$)/;

/**
 * Takes a location apart: a path of the own site, or an http or https URL. No placeholder but `{host}`
 * can name the host, and it only a host that the client has come to: a redirect never leads where a path says.
 *
 * @returns undefined for anything else
 *
 * @example
 * ```ts
 * import { assert, assertEquals } from "@std/assert";
 * import { parseLocation } from "./location_template.ts";
 *
 * assert(parseLocation("https://{host}{path}")?.hasHost);
 * assertEquals(parseLocation("//example.org/"), undefined);
 * assertEquals(parseLocation("https://{1}/"), undefined);
 * ```
 */
export function parseLocation(text: string): LocationTemplate | undefined {
  const [site = "", scheme = "", host, name = "", port = ""] = SITE.exec(text) ?? [];
  if (site !== "" && !isSite(scheme, host !== undefined, name)) return undefined;
  const [, path = "", rest = ""] = /^([^?#]*)(.*)$/s.exec(text.slice(site.length)) ?? [];
  const startsWell = path.startsWith("/") || path.startsWith("{path}") || (site !== "" && path === "");
  if (!startsWell || normalized(path) !== path) return undefined;
  const [pathParts, restParts] = [parseTemplate(path), parseTemplate(rest)];
  if (pathParts === undefined || restParts === undefined) return undefined;
  if (!isUrlText(pathParts) || !isUrlText(restParts)) return undefined;
  return { scheme, hasHost: host !== undefined, authority: name + port, path: pathParts, rest: restParts };
}

/** With the request's host nothing may follow it, or `{host}.example` would name another one; an address has no subdomains. */
function isSite(scheme: string, hasHost: boolean, name: string): boolean {
  if (name.startsWith("[")) return !hasHost && scheme.endsWith("//") && URL.canParse(scheme + name);
  return hasHost === (name === "");
}

/** RFC 3986 §2: the characters of a URL; braces are none of them. */
function isUrlText(parts: readonly TemplatePart[]): boolean {
  return parts.every((part) =>
    typeof part !== "string" || /^(?:[!#$&-;=?-Z_a-z~]|%[0-9A-Fa-f]{2})*$/.test(part)
  );
}

/**
 * Makes the value of a Location field.
 *
 * @returns undefined where the request has no host that could be named, or a value would have made a path lead
 * elsewhere: with a segment `..`, say
 */
export function fillLocation(template: LocationTemplate, values: RequestValues): string | undefined {
  const site = fillSite(template, values.host);
  const path = normalized(fillTemplate(template.path, (name) => valueInPath(values, name)));
  if (site === undefined || path === undefined) return undefined;
  const rest = fillTemplate(template.rest, (name) => valueInQuery(values, name));
  return site + path + (rest === "?" ? "" : rest);
}

function fillSite({ scheme, hasHost, authority }: LocationTemplate, host: string): string | undefined {
  if (!hasHost) return scheme + authority;
  const hasSubdomain = !scheme.endsWith("//");
  if (!isPlainHost(host) || (hasSubdomain && /^\[|^[0-9.]+$/.test(host))) return undefined;
  return scheme + host + authority;
}
