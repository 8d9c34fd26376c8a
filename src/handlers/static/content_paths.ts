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
  // OPTIONS * is about no path.
  if (!path.startsWith("/")) return [path];
  const paths = new Set([path]);
  const found = locator.locate(path);
  if (found.kind === "file") paths.add(found.urlPath);
  // What is not there may be answered with the file for pages that are not.
  const instead = found.kind === "missing" ? locator.locateFallback() : found;
  if (instead.kind === "file") paths.add(instead.urlPath);
  for (const shown of [...paths]) {
    const real = locator.realPath(shown);
    if (real !== undefined) paths.add(real);
  }
  for (const shown of [...paths]) {
    const suffix = SUFFIXES.find((suffix) => shown.endsWith(suffix));
    if (suffix !== undefined) paths.add(shown.slice(0, -suffix.length));
  }
  return [...paths];
}
