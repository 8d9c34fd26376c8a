/**
 * Whose content a path may show.
 *
 * @module
 */
import { SIBLING_SUFFIX } from "../../files/codings.ts";
import type { Locator } from "./locator.ts";

const SUFFIXES = Object.values(SIBLING_SUFFIX);

/**
 * The paths under which what a path shows is found, too: its own, that of its file (`/` shows `/index.html`, and
 * `/about` may show `/about.html`), those with every link followed, and of a coded form that of what it is a form of
 * (`/a.css.br` shows `/a.css`). Who may not see one of them may not see it.
 *
 * @param path A normalised path.
 */
export function contentPaths(path: string, locator: Locator): readonly string[] {
  // OPTIONS * is about none.
  if (!path.startsWith("/")) return [];
  const paths = new Set([path]);
  const found = locator.locate(path);
  // What is not there may be answered with the file for pages that are not.
  const shown = locator.isNothing(found) ? locator.locateFallback() : found;
  if (shown.kind === "file") paths.add(shown.urlPath).add(locator.realPathOf(shown.file));
  // A file of another path: then what is at this one may be a directory, behind a link.
  const directory = shown.kind === "file" && shown.urlPath === path ? undefined : locator.realDirectory(path);
  if (directory !== undefined) paths.add(directory);
  for (const coded of [...paths]) {
    const suffix = SUFFIXES.find((suffix) => coded.endsWith(suffix));
    if (suffix !== undefined) paths.add(coded.slice(0, -suffix.length));
  }
  return [...paths];
}
