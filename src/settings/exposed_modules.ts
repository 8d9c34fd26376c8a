/**
 * Applications whose source text anybody can fetch.
 *
 * @module
 */
import { dirname, SEPARATOR } from "@std/path";
import type { Settings } from "./settings.ts";
import type { Problem } from "./settings_error.ts";

/**
 * Warns of modules that lie where files are served from: their text is served too, and what lies beside it.
 *
 * @param settings complete ones, their paths absolute
 */
export function exposedModules(settings: Settings): readonly Problem[] {
  const roots = [
    settings["general.contentRoot"],
    ...settings["routing.sites"].map(([, { contentRoot }]) => contentRoot),
  ];
  return settings["handlers.fetch"].flatMap(([name, { module }]) => {
    const root = roots.find((one) => `${dirname(module)}${SEPARATOR}`.startsWith(`${one}${SEPARATOR}`));
    if (root === undefined) return [];
    const message = "lies within a content root, so that its source text is served to everybody";
    return [{ key: `handlers.fetch.${name}.module`, message }];
  });
}
