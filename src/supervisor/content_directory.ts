/**
 * The content root, looked at once before anything is bound.
 *
 * @module
 */
import { StartupError } from "./startup_error.ts";

/**
 * The real path of the content root: the spelling that a worker's permission must have.
 *
 * @throws {StartupError} when it is not there, is not a directory, or may not be read.
 */
export function contentDirectory(path: string): string {
  try {
    const realPath = Deno.realPathSync(path);
    if (!Deno.statSync(realPath).isDirectory) {
      throw new StartupError(
        "settings",
        `The content root ${path} is not a directory: name the directory to serve.`,
      );
    }
    // Whoever may not list it could not serve from it either, as far as a start can tell.
    Deno.readDirSync(realPath)[Symbol.iterator]().next();
    return realPath;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      throw new StartupError(
        "settings",
        `The content root ${path} does not exist: create it or name another.`,
      );
    }
    if (error instanceof Deno.errors.NotADirectory) {
      throw new StartupError(
        "settings",
        `The content root ${path} is not a directory: name the directory to serve.`,
      );
    }
    if (error instanceof Deno.errors.PermissionDenied) {
      throw new StartupError("settings", `The content root ${path} may not be read: check its permissions.`);
    }
    throw error;
  }
}
