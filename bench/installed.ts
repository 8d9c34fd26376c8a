/**
 * Which servers are installed, and what to do about the others.
 *
 * @module
 */
import type { Installed } from "./run.ts";
import type { Origin, Server } from "./servers/server.ts";

/** Servers that can be measured, and lines about those that cannot. */
export interface Selection {
  readonly installed: readonly Installed[];
  readonly leftOut: readonly string[];
}

/** Looks for each server's program. */
export function selectInstalled(servers: readonly Server[]): Selection {
  const found = servers.map((server) => ({ server, executable: server.find() }));
  return {
    installed: found.flatMap(({ server, executable }) =>
      executable === undefined ? [] : [{ server, executable }]
    ),
    leftOut: found.filter(({ executable }) => executable === undefined)
      .map(({ server: { title, origin } }) => `${title} (not there: ${advice(origin)})`),
  };
}

/** How to get a program that is missing. */
export function advice(origin: Origin): string {
  switch (origin.kind) {
    case "debian":
      return `apt-get install ${origin.packages.join(" ")}`;
    case "npm":
      return `npm install ${origin.package.name}@${origin.package.version}`;
    case "jsr":
      return `deno cache ${origin.specifier}`;
    case "other":
      return origin.advice;
  }
}
