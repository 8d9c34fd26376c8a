import type { Output } from "../console/output.ts";
import { warnOfOddities } from "../console/oddities.ts";
import { displayName } from "../settings/settings_file.ts";
import { checkAccessLog } from "../supervisor/access_log.ts";
import { applicationGrants, applicationModules } from "../supervisor/application_modules.ts";
import { contentDirectories } from "../supervisor/content_directory.ts";
import type { Options } from "./options.ts";
import { readSettings } from "./session.ts";

/**
 * Looks for mistakes in the settings and at the directories to serve, without serving.
 *
 * @returns the exit code when nothing is wrong: 0
 * @throws {SettingsError} with everything that is wrong in the settings
 * @throws {StartupError} when a root cannot be served, a module is not there, or there can be no such log
 */
export function runCheck(options: Options, output: Output): number {
  const { settings, file, warnings } = readSettings(options);
  contentDirectories(settings);
  applicationGrants(settings, applicationModules(settings));
  checkAccessLog(settings["log.access"]);
  warnOfOddities(warnings, output);
  if (options.quiet) return 0;
  const name = file === undefined
    ? "no .linprconfig, the shipped settings apply"
    : displayName(Deno.cwd(), file);
  output.print(`${name}: fine`);
  return 0;
}
