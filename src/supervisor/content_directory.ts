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
    if (!Deno.statSync(realPath).isDirectory) throw unservable(path, NOT_A_DIRECTORY);
    // Whoever may not list it could not serve from it either, as far as a start can tell.
    Deno.readDirSync(realPath)[Symbol.iterator]().next();
    return realPath;
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? REASONS[String(error.code)] : undefined;
    throw reason === undefined ? error : unservable(path, reason);
  }
}

const NOT_A_DIRECTORY = "is not a directory: name the directory to serve.";

/** What the system's error codes mean for an operator. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "does not exist: create it or name another.",
  ENOTDIR: NOT_A_DIRECTORY,
  EACCES: "may not be read: check its permissions.",
  EPERM: "may not be read: check its permissions.",
  ELOOP: "is a link that leads back to itself: name the directory to serve.",
  ENAMETOOLONG: "has a name that is too long for this system: name another.",
};

function unservable(path: string, reason: string): StartupError {
  return new StartupError("settings", `The content root ${path} ${reason}`);
}
