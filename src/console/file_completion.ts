/**
 * Names of files that may be meant.
 *
 * @module
 */
import { systemErrorCode } from "../settings/system_error.ts";

/** A directory with more entries is not worth the wait. */
const MOST_ENTRIES = 10_000;

/**
 * The files and directories that a path may go on to, sorted; a directory ends with a slash. Hidden ones are given only
 * where the dot is typed.
 *
 * @param typed the beginning of a path, relative to the working directory or absolute
 */
export async function completePath(typed: string): Promise<readonly string[]> {
  const directory = typed.slice(0, typed.lastIndexOf("/") + 1);
  const hidden = typed.slice(directory.length).startsWith(".");
  const paths: string[] = [];
  try {
    for await (const { name, isDirectory } of Deno.readDir(directory === "" ? "." : directory)) {
      if (name.startsWith(".") === hidden) paths.push(`${directory}${name}${isDirectory ? "/" : ""}`);
      if (paths.length > MOST_ENTRIES) return [];
    }
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return [];
  }
  return paths.sort();
}
