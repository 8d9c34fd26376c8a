/**
 * The file that a path was probably meant to name.
 *
 * @module
 */
import { nearest } from "../settings/nearest.ts";
import { systemErrorCode } from "../settings/system_error.ts";

/** Deeper paths, and larger directories, are not worth the wait. */
const MOST_SEGMENTS = 12;
const MOST_ENTRIES = 2000;

/** What stands in a directory, hidden things left out. */
interface Listing {
  readonly files: readonly string[];
  readonly directories: readonly string[];
}

/**
 * Looks below a root for what is spelt nearly as a path is: each directory on the way, then the file, with another
 * ending where need be.
 *
 * @param root a directory
 * @param path as it was asked for: percent-encoded, and anything else that a client may send
 * @returns a path that begins with a slash, decoded; undefined where nothing is near, or only hidden things are
 */
export async function nearestPath(root: string, path: string): Promise<string | undefined> {
  const segments = segmentsOf(path);
  if (segments === undefined || segments.length > MOST_SEGMENTS) return undefined;
  let found = "";
  for (const [index, segment] of segments.entries()) {
    const { files, directories } = await list(root + found);
    if (index === segments.length - 1) {
      const name = near(segment, files);
      if (name !== undefined) return `${found}/${name}`;
      const directory = near(segment, directories);
      return directory === undefined ? undefined : `${found}/${directory}/`;
    }
    const directory = near(segment, directories);
    if (directory === undefined) return undefined;
    found += `/${directory}`;
  }
  return undefined;
}

/** The name itself, one that differs in its ending only, or one that is spelt nearly so. */
function near(name: string, names: readonly string[]): string | undefined {
  const stem = (text: string) => text.replace(/\.[^.]*$/, "").toLowerCase();
  return names.find((one) => one === name) ?? names.find((one) => stem(one) === stem(name)) ??
    nearest(name, names);
}

function segmentsOf(path: string): readonly string[] | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return undefined;
  }
  if (/\p{Cc}/u.test(decoded)) return undefined;
  const segments = decoded.split("/").filter((segment) => segment !== "" && segment !== ".");
  return segments.some((segment) => segment.startsWith(".")) ? undefined : segments;
}

async function list(directory: string): Promise<Listing> {
  const files: string[] = [];
  const directories: string[] = [];
  try {
    let count = 0;
    for await (const { name, isFile, isDirectory } of Deno.readDir(directory)) {
      if (++count > MOST_ENTRIES) break;
      if (name.startsWith(".")) continue;
      if (isFile) files.push(name);
      if (isDirectory) directories.push(name);
    }
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
  }
  return { files: files.sort(), directories: directories.sort() };
}
