/**
 * Content roots that settings name while a server runs: those that wait for the next start are looked at now, as that
 * start would find the old server stopped already.
 *
 * @module
 */
import { sameSetting, type Settings } from "../settings/settings.ts";
import { SettingsError } from "../settings/settings_error.ts";
import { contentDirectory } from "./content_directory.ts";
import { StartupError } from "./startup_error.ts";

/** What is wrong with the content roots that later settings name and those before them do not; undefined: nothing. */
export function rootFault(before: Settings, after: Settings): SettingsError | undefined {
  const isKept = (path: string) =>
    before["routing.sites"].some(([, { contentRoot }]) => contentRoot === path);
  try {
    if (!sameSetting("general.contentRoot", before, after)) contentDirectory(after["general.contentRoot"]);
    for (const [name, { contentRoot }] of after["routing.sites"]) {
      if (!isKept(contentRoot)) contentDirectory(contentRoot, ` of the site ${name}`);
    }
  } catch (error) {
    if (!(error instanceof StartupError)) throw error;
    return new SettingsError([{ message: error.message }]);
  }
  return undefined;
}
