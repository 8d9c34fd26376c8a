/**
 * Several sites on one address, told apart by the host that a request is for (RFC 9110 §7.2).
 *
 * @module
 */
import { hostName } from "../../http/host.ts";
import type { HttpRequest } from "../../http/request.ts";
import type { HttpResponse } from "../../http/response.ts";
import type { Handler } from "../handler.ts";

/** One site. */
export interface Site {
  readonly name: string;
  /** Its hosts, as `hostName` gives them, and `*.` and a name for all hosts below that. */
  readonly hosts: readonly string[];
  readonly handler: Handler;
  /** The answer where that has thrown. */
  readonly error: (status: number) => HttpResponse;
}

/**
 * Knows the site whose host a request names: by its very name, else by the longest name that it is below. What the name
 * is worth is the client's to say: whoever can reach the server can ask for any of its sites.
 */
export class Sites {
  readonly #byHost: ReadonlyMap<string, Site>;

  /** Makes them ready; no two of them have the same host. */
  constructor(sites: readonly Site[]) {
    this.#byHost = new Map(sites.flatMap((site) => site.hosts.map((host) => [host, site] as const)));
  }

  /** The site of a request; `undefined` for the default one. */
  of(request: HttpRequest): Site | undefined {
    const host = hostName(request.host);
    return this.#byHost.get(host) ?? this.#above(host);
  }

  /** Has each request answered by its site. */
  handler(otherwise: Handler): Handler {
    return (request) => {
      const site = this.of(request);
      request.decisions?.note(
        "site",
        site === undefined ? "default" : `${site.name}, by the host ${hostName(request.host)}`,
      );
      return (site?.handler ?? otherwise)(request);
    };
  }

  #above(host: string): Site | undefined {
    for (let dot = host.indexOf("."); dot >= 0; dot = host.indexOf(".", dot + 1)) {
      const site = this.#byHost.get(`*${host.slice(dot)}`);
      if (site !== undefined) return site;
    }
    return undefined;
  }
}
