/**
 * Several sites on one address, told apart by the host that a request is for (RFC 9110 §7.2).
 *
 * @module
 */
import { hostName } from "../../http/host.ts";
import type { Handler } from "../handler.ts";

/** One site. */
export interface Site {
  readonly name: string;
  /** Its hosts, as `hostName` gives them, and `*.` and a name for all hosts below that. */
  readonly hosts: readonly string[];
  readonly handler: Handler;
}

/**
 * Has each request answered by the site whose host it names: by its very name, else by the longest name that
 * it is below, else by the default site. What the name is worth is the client's to say: whoever can reach the server
 * can ask for any of its sites.
 */
export function siteByHost(sites: readonly Site[], otherwise: Handler): Handler {
  const byHost = new Map(sites.flatMap((site) => site.hosts.map((host) => [host, site] as const)));
  return (request) => {
    const host = hostName(request.host);
    const site = byHost.get(host) ?? siteAbove(byHost, host);
    request.decisions?.note("site", site === undefined ? "default" : `${site.name}, by the host ${host}`);
    return (site?.handler ?? otherwise)(request);
  };
}

function siteAbove(byHost: ReadonlyMap<string, Site>, host: string): Site | undefined {
  for (let dot = host.indexOf("."); dot >= 0; dot = host.indexOf(".", dot + 1)) {
    const site = byHost.get(`*${host.slice(dot)}`);
    if (site !== undefined) return site;
  }
  return undefined;
}
