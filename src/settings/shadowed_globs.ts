/**
 * Globs that no path ever gets to, in settings of which the first glob that fits a path decides about it.
 *
 * @module
 */
import { GlobCover } from "../patterns/glob_cover.ts";
import type { Warning } from "./routing/routing_warnings.ts";
import type { Settings } from "./settings.ts";

/** A glob, and the way to it in its setting. */
type Placed = readonly [glob: string, path: Warning["path"]];

/** Warns of realms that are in vain: what somebody means to have closed may be open. */
export function realmWarnings(realms: Settings["access.realms"]): readonly Warning[] {
  return shadowed(realms.map(([glob]) => [glob, [glob]]));
}

/** Warns of Cache-Control values that are never sent. */
export function cacheControlWarnings(values: Settings["headers.cacheControl"]): readonly Warning[] {
  return shadowed(values.map(([glob]) => [glob, [glob]]));
}

/** Warns of applications that are never asked at their path; those without one are asked by rules. */
export function mountWarnings(applications: Settings["handlers.fetch"]): readonly Warning[] {
  return shadowed(
    applications.flatMap(([name, { path }]): readonly Placed[] =>
      path === undefined ? [] : [[path, [name, "path"]]]
    ),
  );
}

function shadowed(globs: readonly Placed[]): readonly Warning[] {
  const compared = globs.map(([glob, path]) => ({ glob, path, cover: new GlobCover(glob) }));
  return compared.flatMap(({ path, cover }, index): readonly Warning[] => {
    const taker = compared.slice(0, index).find((earlier) => earlier.cover.covers(cover));
    if (taker === undefined) return [];
    return [{ path, message: `no path gets to it: ${taker.glob} before it takes them all` }];
  });
}
