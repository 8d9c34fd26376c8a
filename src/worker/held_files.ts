/**
 * What the cache of a serving thread holds.
 *
 * @module
 */
import { type HeldFile, MOST_FILES_TOLD } from "../channel/questions.ts";
import type { FileCache } from "../files/file_cache.ts";
import type { KeptFile } from "../handlers/static/kept_file.ts";

/**
 * The largest files of a cache, {@linkcode MOST_FILES_TOLD} at most. One that is asked for under several paths is held,
 * and told, for each of them.
 *
 * @param now Milliseconds since 1970.
 */
export function heldFiles(cache: Pick<FileCache<KeptFile>, "entries">, now: number): readonly HeldFile[] {
  let files: KeptFile[] = [];
  // Of tens of thousands, sorted all at once, clients would notice.
  for (const [, file] of cache.entries()) {
    // Of a large file there may be no more than what is told of it.
    if (file.kind === "large" && file.weight === 0) continue;
    if (files.push(file) === 2 * MOST_FILES_TOLD) files = largest(files);
  }
  return largest(files).map(({ path, description: { coding }, weight, checked }) => ({
    path,
    coding,
    bytes: weight,
    checked: Math.max(0, now - checked),
  }));
}

function largest(files: KeptFile[]): KeptFile[] {
  return files.sort((one, other) => other.weight - one.weight).slice(0, MOST_FILES_TOLD);
}
