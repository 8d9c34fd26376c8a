/**
 * The content root in words.
 *
 * @module
 */
import { printable } from "../settings/printable.ts";
import { isInsideBinary } from "../supervisor/shipped.ts";

/**
 * What is served: a directory's path, or that it is the site inside the binary, whose path leads nowhere on
 * the disk.
 */
export function rootText(contentRoot: string): string {
  return isInsideBinary(contentRoot) ? "the site that LINPR carries" : printable(contentRoot);
}
