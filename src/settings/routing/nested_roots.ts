/**
 * Sites that lie within others.
 *
 * @module
 */
import { SEPARATOR } from "@std/path";
import type { Settings } from "../settings.ts";
import type { Problem } from "../settings_error.ts";

/**
 * Warns of sites whose files are served by another one, too: there their own rules do not hold.
 *
 * @param settings complete ones, their roots absolute
 */
export function nestedRoots(settings: Settings): readonly Problem[] {
  const sites = settings["routing.sites"].map(([name, { contentRoot }]) => ({ name, root: contentRoot }));
  const all = [{ name: "default", root: settings["general.contentRoot"] }, ...sites];
  return sites.flatMap(({ name, root }) => {
    const outer = all.find((other) => root.startsWith(withSeparator(other.root)) && root !== other.root);
    if (outer === undefined) return [];
    const message =
      `lies within the root of the site ${outer.name}, which serves these files without the rules of ${name}`;
    return [{ key: `routing.sites.${name}.contentRoot`, message }];
  });
}

/** `pub-private` does not lie in `pub`. */
function withSeparator(path: string): string {
  return path.endsWith(SEPARATOR) ? path : path + SEPARATOR;
}
