/**
 * A settings file that somebody edits while the server runs.
 *
 * @module
 */
import { resolve } from "@std/path";
import { SETTINGS_FILE } from "../settings/load.ts";
import { printable } from "../settings/printable.ts";
import { SettingsError } from "../settings/settings_error.ts";
import { displayName, readSettingsFile } from "../settings/settings_file.ts";
import { systemErrorCode } from "../settings/system_error.ts";
import type { Configuration } from "./configuration.ts";

/**
 * Between two looks, in milliseconds. The system's own notices do not come from every file system, nor through every
 * way in which editors replace a file; a look costs microseconds.
 */
const PERIOD = 1500;

/**
 * Tells of each change of the settings file that is not in force, be it one from before the watch: the text is compared
 * with the one that was read, so that neither `save` nor a `touch` is one.
 *
 * @param notify takes lines for the operator
 * @returns ends it
 */
export function watchSettings(configuration: Configuration, notify: (line: string) => void): () => void {
  const cwd = Deno.cwd();
  let seen: string | undefined;
  let told = configuration.read.text;
  const timer = setInterval(() => {
    const path = pathOf(configuration, cwd);
    const state = stateOf(path);
    if (state === seen) return;
    seen = state;
    const name = displayName(cwd, path);
    const text = textOf(path, name);
    if (text === configuration.read.text || text === told) return;
    told = text;
    notify(`${printable(name)} has changed on disk: 'reload' takes that up, 'reload --dry-run' shows it.`);
  }, PERIOD);
  Deno.unrefTimer(timer);
  return () => clearInterval(timer);
}

function pathOf({ read }: Configuration, cwd: string): string {
  return read.file ?? resolve(cwd, SETTINGS_FILE);
}

/** Changes whenever the file does. */
function stateOf(path: string): string {
  try {
    const { mtime, ino, size, isFile } = Deno.statSync(path);
    return isFile ? `${mtime?.getTime()} ${ino} ${size}` : "no file";
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return "nothing";
  }
}

/** Undefined for a file that is not there, or cannot be read: `reload` says why. */
function textOf(path: string, name: string): string | undefined {
  try {
    return stateOf(path) === "no file" ? undefined : readSettingsFile(path, name);
  } catch (error) {
    if (error instanceof SettingsError) return undefined;
    throw error;
  }
}
