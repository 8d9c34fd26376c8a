/**
 * A listing as JSON.
 *
 * @module
 */
import type { DirectoryEntry } from "../../files/directory.ts";
import { entryTime, entryUrl, type Listing } from "./listing.ts";

/** Beyond what JSON wants escaped: DEL and C1, line separators and format characters, which act on a terminal. */
const HIDDEN = /[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * Writes `{"path", "complete", "entries": [{"name", "type", "size", "modified", "url"}]}`, with a line for each
 * entry. `size` is in bytes and absent for a directory; `url` is relative to the listing's.
 */
export function listingJson({ path, entries, isCut }: Listing): string {
  const head = `{"path":${JSON.stringify(path)},"complete":${!isCut},"entries":[`;
  const lines = entries.map((entry) => JSON.stringify(entryFields(entry)));
  const body = lines.length === 0 ? "" : `\n${lines.join(",\n")}\n`;
  return `${head}${body}]}\n`.replace(HIDDEN, escapeCharacter);
}

function entryFields(entry: DirectoryEntry): Readonly<Record<string, string | number>> {
  const { name, kind, size } = entry;
  return {
    name,
    type: kind,
    ...(kind === "file" && { size }),
    modified: entryTime(entry),
    url: entryUrl(entry),
  };
}

/** One escape a UTF-16 unit (RFC 8259 §7). */
function escapeCharacter(character: string): string {
  return character.split("").map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
}
