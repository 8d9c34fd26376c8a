/**
 * The applications that answer in place of the files, as the settings of the section `handlers` say.
 *
 * @module
 */
import type { Settings } from "../../settings/settings.ts";
import type { Handler } from "../handler.ts";
import { type FetchFunction, fetchHandler } from "./fetch_handler.ts";
import type { Mount } from "./mounts.ts";

/**
 * The handlers of the applications, by name.
 *
 * @param applications By the paths of their modules, as the settings have them.
 */
export function applicationHandlers(
  settings: Settings,
  applications: ReadonlyMap<string, FetchFunction>,
): ReadonlyMap<string, Handler> {
  const timeout = settings["handlers.timeout"];
  return new Map(settings["handlers.fetch"].map(([name, { module }]) => {
    const fetch = applications.get(module);
    if (fetch === undefined) throw new TypeError(`The application ${name} was not imported.`);
    return [name, fetchHandler({ fetch, timeout })];
  }));
}

/** Those that have paths of their own. */
export function mountsOf(settings: Settings, named: ReadonlyMap<string, Handler>): readonly Mount[] {
  return settings["handlers.fetch"].flatMap(([name, { path }]) => {
    const handler = named.get(name);
    return path === undefined || handler === undefined ? [] : [{ name, path, handler }];
  });
}
