/**
 * The table on a listing's page.
 *
 * @module
 */
import { format as formatBytes } from "@std/fmt/bytes";
import type { DirectoryEntry } from "../../files/directory.ts";
import { entryTime, entryUrl, type Listing } from "./listing.ts";
import { formatOrder, type ListingOrder, naturalOrder, type SortKey } from "./listing_order.ts";
import { escapeHtml, nameHtml } from "./name_text.ts";
import { countOf } from "./quantity.ts";

const UP = '<tr data-up><th scope="row"><a href="../">../</a></th><td></td><td></td></tr>\n';

/** Writes the table: the directory above, which is never sorted nor filtered away, and the entries. */
export function listingTable({ path, entries, order }: Listing): string {
  return `<table>
${entries.length === 0 ? "" : headings(order)}
<tbody>
${path === "/" ? "" : UP}${entries.map(row).join("")}</tbody>
</table>`;
}

function headings(order: ListingOrder): string {
  return `<thead>
<tr>
${heading("name", "Name", order)}
${heading("size", "Size", order)}
${heading("date", "Modified<small> (UTC)</small>", order)}
</tr>
</thead>`;
}

/** A column's heading: a link that sorts by it, and where it is sorted by, turns the order round. */
function heading(by: SortKey, title: string, order: ListingOrder): string {
  const isActive = order.by === by;
  const next = isActive ? { by, isDescending: !order.isDescending } : naturalOrder(by);
  const state = isActive ? ` aria-sort="${order.isDescending ? "descending" : "ascending"}"` : "";
  return `<th scope="col"${state}><a href="${escapeHtml(formatOrder(next))}">${title}</a></th>`;
}

function row(entry: DirectoryEntry): string {
  const slash = entry.kind === "directory" ? "/" : "";
  const link = `<a href="${entryUrl(entry)}">${nameHtml(entry.name)}${slash}</a>`;
  return `<tr><th scope="row">${link}</th>${sizeCell(entry)}${timeCell(entry)}</tr>\n`;
}

function sizeCell({ kind, size }: DirectoryEntry): string {
  if (kind === "directory") return "<td>–</td>";
  return `<td data-size="${size}" title="${countOf(size, "byte", "bytes")}">${formatBytes(size)}</td>`;
}

function timeCell(entry: DirectoryEntry): string {
  const time = entryTime(entry);
  return `<td><time datetime="${time}">${time.slice(0, 10)} ${time.slice(11, 16)}</time></td>`;
}
