/**
 * The directories that are served, looked at once before anything is bound.
 *
 * @module
 */
import { printable } from "../settings/printable.ts";
import type { Settings } from "../settings/settings.ts";
import { StartupError } from "./startup_error.ts";

/** The directories that are served: their real paths, the spelling that a worker's permission must have. */
export interface ContentDirectories {
  /** That of the default site. */
  readonly contentRoot: string;
  /** Those of the other sites, by the paths that the settings have. */
  readonly siteRoots: ReadonlyMap<string, string>;
}

/**
 * Looks at all of them.
 *
 * @throws {StartupError} when one is not there, is not a directory, or may not be read.
 */
export function contentDirectories(settings: Settings): ContentDirectories {
  const contentRoot = contentDirectory(settings["general.contentRoot"]);
  const siteRoots = settings["routing.sites"].map(([name, { contentRoot }]) =>
    [contentRoot, contentDirectory(contentRoot, ` of the site ${name}`)] as const
  );
  return { contentRoot, siteRoots: new Map(siteRoots) };
}

/**
 * The real path of a content root.
 *
 * @param whose what stands behind its name in an error. Default: nothing
 * @throws {StartupError} when it is not there, is not a directory, or may not be read.
 */
export function contentDirectory(path: string, whose = ""): string {
  const root = `${printable(path)}${whose}`;
  try {
    const realPath = Deno.realPathSync(path);
    if (!Deno.statSync(realPath).isDirectory) throw unservable(root, NOT_A_DIRECTORY);
    // Whoever may not list it could not serve from it either, as far as a start can tell.
    Deno.readDirSync(realPath)[Symbol.iterator]().next();
    return realPath;
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? REASONS[String(error.code)] : undefined;
    throw reason === undefined ? error : unservable(root, reason);
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

function unservable(root: string, reason: string): StartupError {
  return new StartupError("settings", `The content root ${root} ${reason}`);
}
