/**
 * The modules of applications, looked at before a thread imports them, and what the threads may do for them.
 *
 * @module
 */
import { dirname } from "@std/path";
import type { Grants } from "../channel/messages.ts";
import { printable } from "../settings/printable.ts";
import type { Settings } from "../settings/settings.ts";
import { systemErrorCode } from "../settings/system_error.ts";
import { StartupError } from "./startup_error.ts";

/** The modules of applications: their real paths by those of the settings. */
export type ApplicationModules = ReadonlyMap<string, string>;

/**
 * Looks for the modules.
 *
 * @throws {StartupError} when one is not there, or is not a file.
 */
export function applicationModules(settings: Settings): ApplicationModules {
  return new Map(settings["handlers.fetch"].map(([name, { module }]) => [module, moduleFile(module, name)]));
}

/**
 * What the serving threads may do for the applications beyond serving files: read the folders of their modules and
 * `handlers.read`, connect to `handlers.net`. Nothing where there are none.
 *
 * @throws {StartupError} when something of `handlers.read` is not there.
 */
export function applicationGrants(settings: Settings, modules: ApplicationModules): Grants {
  if (modules.size === 0) return { read: [], net: [] };
  const read = settings["handlers.read"].map((path) => realPath(path, `handlers.read: ${printable(path)}`));
  return { read: [...new Set([...foldersOf(modules), ...read])], net: settings["handlers.net"] };
}

/** Whether threads that have these grants may import the modules. */
export function areGranted(modules: ApplicationModules, { read }: Grants): boolean {
  return foldersOf(modules).every((folder) => read.some((path) => `${folder}/`.startsWith(`${path}/`)));
}

function foldersOf(modules: ApplicationModules): readonly string[] {
  return [...modules.values()].map((path) => dirname(path));
}

function moduleFile(path: string, name: string): string {
  const subject = `The module ${printable(path)} of the application ${name}`;
  const file = realPath(path, subject);
  if (!Deno.statSync(file).isFile) throw new StartupError("settings", `${subject} is not a file.`);
  return file;
}

function realPath(path: string, subject: string): string {
  try {
    return Deno.realPathSync(path);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    throw new StartupError("settings", `${subject} cannot be read (${code}).`);
  }
}
