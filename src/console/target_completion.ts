/**
 * Paths that may be asked for: what is under the content root, and what was asked for lately.
 *
 * @module
 */
import { join } from "@std/path";
import { formatRequestId } from "../supervisor/history/request_id.ts";
import { systemErrorCode } from "../settings/system_error.ts";
import type { ConsoleContext } from "./context.ts";

/** A directory with more entries is not worth the wait. */
const MOST_ENTRIES = 10_000;
/** So many of the last requests are looked at. */
const MOST_REQUESTS = 200;

/** The targets that a word may go on to: files of the directory that is typed, and targets of the last requests. */
export async function completeTarget(context: ConsoleContext, typed: string): Promise<readonly string[]> {
  const asked = context.supervisor.history.recent(({ target }) => target.startsWith("/"), MOST_REQUESTS);
  const recent = new Set(asked.map(({ target }) => target));
  return [...new Set([...await contentPaths(context, typed), ...recent])].sort();
}

/** The same; or, where the word begins as one of them, the names of the last requests. */
export async function completeAsked(context: ConsoleContext, typed: string): Promise<readonly string[]> {
  if (/^[#\d]/.test(typed)) return recentIds(context, typed);
  return await completeTarget(context, typed);
}

/** What the last requests are called, the latest first; without the number sign where the word begins without one. */
export function recentIds({ supervisor }: ConsoleContext, typed: string): readonly string[] {
  const names = supervisor.history.recent(() => true, MOST_REQUESTS).map(({ id }) => formatRequestId(id));
  return (/^\d/.test(typed) ? names.map((name) => name.slice(1)) : names).reverse();
}

/** The files and directories below the root, encoded for a URL; a directory ends with a slash. */
async function contentPaths({ supervisor }: ConsoleContext, typed: string): Promise<readonly string[]> {
  const directory = typed.slice(0, typed.lastIndexOf("/") + 1);
  const decoded = decode(directory);
  // What leads out of the root is nothing that could be asked for.
  if (decoded === undefined || !decoded.startsWith("/") || decoded.split("/").includes("..")) return [];
  const hidden = typed.slice(directory.length).startsWith(".");
  const paths: string[] = [];
  try {
    for await (const { name, isDirectory } of Deno.readDir(join(supervisor.status().contentRoot, decoded))) {
      if (name.startsWith(".") !== hidden) continue;
      paths.push(`${directory}${encodeURIComponent(name.toWellFormed())}${isDirectory ? "/" : ""}`);
      if (paths.length > MOST_ENTRIES) return [];
    }
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return [];
  }
  return paths;
}

function decode(path: string): string | undefined {
  try {
    const decoded = decodeURIComponent(path);
    return decoded.includes("\0") ? undefined : decoded;
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
