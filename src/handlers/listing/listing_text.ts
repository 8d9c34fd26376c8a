/**
 * A listing as plain text: a line an entry, for reading in a terminal and for `sort`, `grep` and `awk`.
 *
 * @module
 */
import { entryTime, type Listing } from "./listing.ts";
import { nameText } from "./name_text.ts";

/** Writes size in bytes (`-` for a directory), time and name; the name comes last, as it may have blanks in it. */
export function listingText({ entries, isCut }: Listing): string {
  const sizes = entries.map(({ kind, size }) => kind === "directory" ? "-" : String(size));
  const width = sizes.reduce((widest, size) => Math.max(widest, size.length), 0);
  const lines = entries.map((entry, index) => {
    const size = (sizes[index] ?? "").padStart(width);
    const time = `${entryTime(entry).slice(0, 19)}Z`;
    return `${size}  ${time}  ${nameText(entry.name)}${entry.kind === "directory" ? "/" : ""}\n`;
  });
  if (isCut) lines.push("# There is more: this directory is too large to be listed whole.\n");
  return lines.join("");
}
