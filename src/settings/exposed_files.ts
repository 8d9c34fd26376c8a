/**
 * Files of the server's own that anybody can fetch.
 *
 * @module
 */
import { dirname, SEPARATOR } from "@std/path";
import { isLogFile } from "./log_format.ts";
import type { Settings } from "./settings.ts";
import type { Problem } from "./settings_error.ts";

/**
 * Warns of what lies where files are served from: the modules of applications, whose text is served too, and what lies
 * beside them, and the access log.
 *
 * @param settings complete ones, their paths absolute
 */
export function exposedFiles(settings: Settings): readonly Problem[] {
  const roots = [
    settings["general.contentRoot"],
    ...settings["routing.sites"].map(([, { contentRoot }]) => contentRoot),
  ];
  const isExposed = (path: string): boolean =>
    roots.some((root) => `${dirname(path)}${SEPARATOR}`.startsWith(`${root}${SEPARATOR}`));
  const log = settings["log.access"];
  return [
    ...settings["handlers.fetch"].filter(([, { module }]) => isExposed(module)).map(([name]) => ({
      key: `handlers.fetch.${name}.module`,
      message: "lies within a content root, so that its source text is served to everybody",
    })),
    ...(isLogFile(log) && isExposed(log)
      ? [{ key: "log.access", message: "lies within a content root, so that everybody can read it" }]
      : []),
  ];
}
