/**
 * What a directory holds, as far as the content root would serve it.
 *
 * @module
 */
import type { ContentRoot } from "./content_root.ts";
import { lookupFailure } from "./lookup_failure.ts";

/** A file or directory in a directory. */
export interface DirectoryEntry {
  /** Its name: any text but one with `/`, `\` or NUL in it. */
  readonly name: string;
  /** What it is; of a link, what it leads to. */
  readonly kind: "file" | "directory";
  /** Length in bytes; 0 for a directory. */
  readonly size: number;
  /** Modification time, in milliseconds since 1970. */
  readonly modified: number;
}

/** What a path turned out to be, asked for as a directory. */
export type DirectoryResult =
  | DirectoryContent
  /** No directory that may be served. */
  | { readonly kind: "missing" }
  /** There, but the system does not let the server read it. */
  | { readonly kind: "forbidden" };

/** The content of a directory. */
export interface DirectoryContent {
  readonly kind: "directory";
  /** Directories first, then in natural order: `2.txt` before `10.txt`. */
  readonly entries: readonly DirectoryEntry[];
  /** Whether there were names that nobody looked at, because there are too many. */
  readonly isCut: boolean;
}

/** So many names are looked at, and no more: each costs system calls on the thread that serves. */
export const MOST_NAMES = 10_000;

/**
 * Reads the directory that a normalised URL path names.
 *
 * A name is among the entries exactly when a request for it would be answered: links that lead out of the root
 * or nowhere, hidden names, FIFOs, sockets, devices and names that no URL can spell are not.
 *
 * Of more than {@linkcode MOST_NAMES} names, the first are looked at, directories before all others.
 *
 * @param path A normalised URL path (see `http/target`); without its final slash it names no directory.
 */
export function readDirectory(root: ContentRoot, path: string): DirectoryResult {
  const found = root.resolve(path);
  if (found.kind === "forbidden") return found;
  if (found.kind !== "directory" || !path.endsWith("/")) return { kind: "missing" };
  try {
    const names = readNames(found.directory);
    const entries = names.slice(0, MOST_NAMES).flatMap((name) => describeEntry(root, path, name) ?? []);
    return { kind: "directory", entries: entries.sort(compareEntries), isCut: names.length > MOST_NAMES };
  } catch (error) {
    return { kind: lookupFailure(error) };
  }
}

/** The names that a URL can spell; directories first. */
function readNames(directory: string): readonly string[] {
  // Sets, because several names that are not UTF-8 may come as one; that it names nothing is found out later.
  const directories = new Set<string>();
  const others = new Set<string>();
  for (const entry of Deno.readDirSync(directory)) {
    // A request target with a backslash, encoded or not, is refused.
    if (entry.name.includes("\\")) continue;
    (entry.isDirectory ? directories : others).add(entry.name);
  }
  return [...directories, ...others];
}

function describeEntry(root: ContentRoot, path: string, name: string): DirectoryEntry | undefined {
  const found = root.resolve(path + name);
  if (found.kind === "file") {
    return { name, kind: "file", size: found.file.info.size, modified: modifiedTime(found.file.info) };
  }
  if (found.kind !== "directory") return undefined;
  try {
    return { name, kind: "directory", size: 0, modified: modifiedTime(Deno.statSync(found.directory)) };
  } catch (error) {
    // Removed or replaced since it was resolved; a failure of another kind is thrown on.
    lookupFailure(error);
    return undefined;
  }
}

function modifiedTime(info: Deno.FileInfo): number {
  return info.mtime?.getTime() ?? 0;
}

function compareEntries(a: DirectoryEntry, b: DirectoryEntry): number {
  return compareKinds(a, b) || compareNames(a, b);
}

/** Directories before files. */
export function compareKinds(a: DirectoryEntry, b: DirectoryEntry): number {
  return Number(a.kind === "file") - Number(b.kind === "file");
}

const collator = new Intl.Collator("en", { numeric: true });

/** Natural order; names that it takes for equal, such as `é` and `e` with an accent, in the order of their code units. */
export function compareNames(a: DirectoryEntry, b: DirectoryEntry): number {
  return collator.compare(a.name, b.name) || (a.name < b.name ? -1 : Number(a.name > b.name));
}
