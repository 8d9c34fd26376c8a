/**
 * Where LINPR's tools keep what they download: outside the tree, so that it is fetched once.
 *
 * @module
 */
import { isAbsolute, join } from "@std/path";

/** `linpr` in the XDG cache directory; undefined where neither `XDG_CACHE_HOME` nor `HOME` says where that is. */
export function cacheDirectory(): string | undefined {
  const base = Deno.env.get("XDG_CACHE_HOME") ?? "";
  // The XDG base directory specification has a relative path ignored.
  if (isAbsolute(base)) return join(base, "linpr");
  const home = Deno.env.get("HOME") ?? "";
  return isAbsolute(home) ? join(home, ".cache", "linpr") : undefined;
}
