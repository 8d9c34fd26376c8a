/**
 * Files as settings name them: below the content root, whatever that is.
 *
 * @module
 */

/** What a segment of a URL path cannot have, so that no file of that name is ever found. */
const UNREACHABLE = /[/\\\p{Cc}]/u;

/**
 * Is this the name of a file within its directory? Blanks at either end are a slip of the pen.
 *
 * @example
 * ```ts
 * import { assert } from "@std/assert";
 * import { isFileName } from "./file_path.ts";
 *
 * assert(isFileName("index.html"));
 * assert(!isFileName("sub/index.html"));
 * ```
 */
export function isFileName(text: string): boolean {
  return text !== "" && text === text.trim() && !UNREACHABLE.test(text) && !isDots(text);
}

/**
 * Reads the path of a file below the content root; one slash at its start does not matter. Empty text
 * stands for no file.
 *
 * @returns the path without a slash at its start, or undefined for anything else
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseFilePath } from "./file_path.ts";
 *
 * assertEquals(parseFilePath("/app/index.html"), "app/index.html");
 * assertEquals(parseFilePath("../index.html"), undefined);
 * ```
 */
export function parseFilePath(text: string): string | undefined {
  if (text === "") return "";
  const path = text.startsWith("/") ? text.slice(1) : text;
  return path.split("/").every(isFileName) ? path : undefined;
}

function isDots(segment: string): boolean {
  return segment === "." || segment === "..";
}
