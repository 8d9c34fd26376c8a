import type { Output } from "../console/output.ts";
import { displayName } from "../settings/settings_file.ts";
import { contentDirectory } from "../supervisor/content_directory.ts";
import type { Options } from "./options.ts";
import { readSettings } from "./session.ts";

/**
 * Looks for mistakes in the settings and at the content root, without serving.
 *
 * @returns the exit code when nothing is wrong: 0
 * @throws {SettingsError} with everything that is wrong in the settings
 * @throws {StartupError} when the content root cannot be served
 */
export function runCheck(options: Options, output: Output): number {
  const { settings, file } = readSettings(options);
  contentDirectory(settings["general.contentRoot"]);
  if (options.quiet) return 0;
  const name = file === undefined
    ? "no .linprconfig, the shipped settings apply"
    : displayName(Deno.cwd(), file);
  output.print(`${name}: fine`);
  return 0;
}
