/**
 * A listing as a page for people. It loads nothing and works without its script.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { format as formatBytes } from "@std/fmt/bytes";
import type { DirectoryEntry } from "../../files/directory.ts";
import type { Listing } from "./listing.ts";
import { listingTable } from "./listing_table.ts";
import { escapeHtml, nameHtml, nameText } from "./name_text.ts";
import { PAGE_SCRIPT } from "./page_script.ts";
import { PAGE_STYLE } from "./page_style.ts";
import { countOf } from "./quantity.ts";

/** The Content-Security-Policy of the page: its own style, script and icon, and nothing else whatever. */
export const PAGE_POLICY: string = [
  "default-src 'none'",
  `style-src '${sourceHash(PAGE_STYLE)}'`,
  `script-src '${sourceHash(PAGE_SCRIPT)}'`,
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

function sourceHash(source: string): string {
  return `sha256-${createHash("sha256").update(source).digest("base64")}`;
}

/** The favicon in a colour scheme: a prompt and its cursor. */
function icon(scheme: string, prompt: string, cursor: string): string {
  const svg = "%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E" +
    `%3Cpath d='M2 3l5 5-5 5' fill='none' stroke='%23${prompt}' stroke-width='2.5'/%3E` +
    `%3Cpath d='M9 3h5v10H9z' fill='%23${cursor}'/%3E%3C/svg%3E`;
  const media = `media="(prefers-color-scheme: ${scheme})"`;
  return `<link rel="icon" type="image/svg+xml" ${media} href="data:image/svg+xml,${svg}">`;
}

const HEAD = `<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#fcfdfa" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#0f1714" media="(prefers-color-scheme: dark)">
${icon("light", "14271e", "b5271b")}
${icon("dark", "dbe9df", "ff8f7a")}
<style>${PAGE_STYLE}</style>`;

/** Shown by the script, as the filter needs it. */
const PROMPT = `<p class="prompt" hidden>
<label for="filter">LINPR &gt;</label>
<input id="filter" type="search" aria-label="Filter by name" placeholder="filter"
autocomplete="off" autocapitalize="off" spellcheck="false">
</p>`;

const CUT = '<p class="note">There is more: this directory is too large to be listed whole.</p>';

/** Writes the page. */
export function listingPage(listing: Listing): string {
  const { path, entries, isCut } = listing;
  return `<!doctype html>
<html lang="en">
<head>
${HEAD}
<title>Index of ${escapeHtml(nameText(path))}</title>
</head>
<body>
<main>
<div class="sheet">
<header>
<nav aria-label="Breadcrumb"><h1><span>Index of</span> ${breadcrumbs(path)}</h1></nav>
<p class="soft" role="status">${summary(entries)}</p>
${entries.length === 0 ? "" : PROMPT}
</header>
${listingTable(listing)}
${isCut ? CUT : ""}
<footer class="soft">
${keys(listing)}
<p>Also as <a href="?format=json">JSON</a> and as <a href="?format=text">plain text</a>.</p>
</footer>
</div>
</main>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

/** Each directory on the way as a link: relative, to work also where the site is mounted below a path. */
function breadcrumbs(path: string): string {
  const names = path.split("/").slice(0, -1);
  return names.map((name, index) => {
    const up = names.length - 1 - index;
    const attributes = up === 0 ? 'href="./" aria-current="page"' : `href="${"../".repeat(up)}"`;
    return `<a ${attributes}>${nameHtml(name)}/</a>`;
  }).join("");
}

/** How much there is. */
function summary(entries: readonly DirectoryEntry[]): string {
  if (entries.length === 0) return "This directory is empty.";
  const files = entries.filter(({ kind }) => kind === "file");
  const directories = entries.length - files.length;
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const parts: string[] = [];
  if (directories > 0) parts.push(countOf(directories, "directory", "directories"));
  if (files.length > 0) parts.push(countOf(files.length, "file", "files"), formatBytes(size));
  return parts.join(", ");
}

/** What the script lets the keyboard do. */
function keys({ path, entries }: Listing): string {
  const parts = ["<kbd>↑</kbd> <kbd>↓</kbd> move", "<kbd>Enter</kbd> opens"];
  if (path !== "/") parts.push("<kbd>Backspace</kbd> goes up");
  if (entries.length > 0) parts.push("<kbd>/</kbd> filters");
  return `<p class="keys" hidden>${parts.join(", ")}.</p>`;
}
