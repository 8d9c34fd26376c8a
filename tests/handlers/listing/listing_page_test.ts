/** What a listing's page must hold, read from its text; tests/pages/listing_page_test.ts looks at it in a browser. */

import { assert, assertEquals, assertMatch, assertNotMatch, assertStringIncludes } from "@std/assert";
import type { DirectoryEntry } from "../../../src/files/directory.ts";
import type { Listing } from "../../../src/handlers/listing/listing.ts";
import { listingPage, PAGE_POLICY } from "../../../src/handlers/listing/listing_page.ts";
import { parseOrder, sortEntries } from "../../../src/handlers/listing/listing_order.ts";
import { contrast, palettes } from "../../_helpers/contrast.ts";
import { HOSTILE_NAMES } from "../../_helpers/tree.ts";

const ENTRIES: readonly DirectoryEntry[] = [
  { name: "inner & outer", kind: "directory", size: 0, modified: Date.UTC(2026, 10, 23, 10, 11, 12) },
  { name: "a b.txt", kind: "file", size: 1, modified: 0 },
  { name: "c.bin", kind: "file", size: 1_234_567, modified: Date.UTC(2024, 1, 29) },
];

function listingOf(part: Partial<Listing> = {}, query = ""): Listing {
  const order = parseOrder(new URLSearchParams(query));
  const { entries = ENTRIES } = part;
  return { path: "/photos/2024/", isCut: false, order, ...part, entries: sortEntries(entries, order) };
}

function filesNamed(names: readonly string[]): readonly DirectoryEntry[] {
  return names.map((name) => ({ name, kind: "file", size: 1, modified: 0 }));
}

/** What the first group of a pattern matched, each time; the pattern has the flag g. */
function captures(html: string, pattern: RegExp): string[] {
  return [...html.matchAll(pattern)].map((match) => match[1] ?? "");
}

/** The page without its style and its script. */
function markupOf(html: string): string {
  return html.replaceAll(/<(style|script)>.*?<\/\1>/gs, "");
}

/** What an element holds, without tags. */
function textOf(html: string, tag: string): string {
  const [inner = ""] = captures(html, new RegExp(`<${tag}[ >](.*?)</${tag}>`, "gs"));
  return inner.slice(inner.indexOf(">") + 1).replaceAll(/<[^>]*>/g, "");
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}

Deno.test("listingPage() shows a row for each entry, with exact size and time", () => {
  const html = listingPage(listingOf());
  assertEquals(captures(html, /^(<tr><th scope="row">.*)$/gm), [
    '<tr><th scope="row"><a href="./inner%20%26%20outer/">inner &amp; outer/</a></th><td>–</td>' +
    '<td><time datetime="2026-11-23T10:11:12.000Z">2026-11-23 10:11</time></td></tr>',
    '<tr><th scope="row"><a href="./a%20b.txt">a b.txt</a></th><td data-size="1" title="1 byte">1 B</td>' +
    '<td><time datetime="1970-01-01T00:00:00.000Z">1970-01-01 00:00</time></td></tr>',
    '<tr><th scope="row"><a href="./c.bin">c.bin</a></th><td data-size="1234567" title="1,234,567 bytes">1.23 MB</td>' +
    '<td><time datetime="2024-02-29T00:00:00.000Z">2024-02-29 00:00</time></td></tr>',
  ]);
});

Deno.test("listingPage() counts what it shows", () => {
  const status = (entries: readonly DirectoryEntry[]): string | undefined =>
    captures(listingPage(listingOf({ entries })), /role="status">(.*?)</g)[0];
  assertEquals(status(ENTRIES), "1 directory, 2 files, 1.23 MB");
  assertEquals(status(ENTRIES.slice(0, 1)), "1 directory");
  assertEquals(status(filesNamed(["a"])), "1 file, 1 B");
  assertEquals(status(filesNamed(Array.from({ length: 2000 }, (_, i) => `${i}`))), "2,000 files, 2 kB");
  assertEquals(status([]), "This directory is empty.");
});

Deno.test("listingPage() links each directory on the way, relative to this one", () => {
  const crumbs = (path: string): string[] =>
    captures(listingPage(listingOf({ path })), /<h1>(.*)<\/h1>/g).flatMap((h1) =>
      captures(h1, /(<a.*?<\/a>)/g)
    );
  assertEquals(crumbs("/"), ['<a href="./" aria-current="page">/</a>']);
  assertEquals(crumbs("/a b/<i>\u202e/"), [
    '<a href="../../">/</a>',
    '<a href="../">a b/</a>',
    '<a href="./" aria-current="page">&lt;i&gt;<i>U+202E</i>/</a>',
  ]);
});

Deno.test("listingPage() leads up, except from the root", () => {
  assertStringIncludes(listingPage(listingOf()), '<a href="../">../</a>');
  assert(!markupOf(listingPage(listingOf({ path: "/" }))).includes("../"));
});

Deno.test("listingPage() marks the order, and its headings turn it round or sort anew", () => {
  const headings = (query: string): string[] =>
    captures(listingPage(listingOf({}, query)), /<th scope="col"(.*?>)\w/g).map((heading) =>
      heading.replaceAll("&amp;", "&")
    );
  const name = ' aria-sort="ascending"><a href="?sort=name&order=desc">';
  const size = ' aria-sort="descending"><a href="?sort=size&order=asc">';
  const date = ' aria-sort="ascending"><a href="?sort=date&order=desc">';
  const [byName, bySize, byDate] = [
    '><a href="?sort=name&order=asc">',
    '><a href="?sort=size&order=desc">',
    '><a href="?sort=date&order=desc">',
  ];
  assertEquals(headings(""), [name, bySize, byDate]);
  assertEquals(headings("?sort=size"), [byName, size, byDate]);
  assertEquals(headings("?sort=date&order=asc"), [byName, bySize, date]);
});

Deno.test("listingPage() says when there is more, and only then", () => {
  const more = "too large to be listed whole";
  assertStringIncludes(listingPage(listingOf({ isCut: true })), more);
  assert(!listingPage(listingOf()).includes(more));
});

Deno.test("listingPage() of an empty directory has nothing to sort or filter", () => {
  const markup = markupOf(listingPage(listingOf({ entries: [] })));
  assertNotMatch(markup, /<thead|<input|filters/);
  assertStringIncludes(markup, '<a href="../">../</a>');
});

/** The tags of a page, the link of its one entry made alike. */
function tagsOf(html: string): string[] {
  const markup = markupOf(html).replaceAll(/<i>U\+[0-9A-F]{4,6}<\/i>/g, "");
  return captures(markup, /(<[^>]*>)/g).map((tag) => tag.replace(/"\.\/[^"]+"/, '"./name"'));
}

Deno.test("listingPage() lets no name out of its place", () => {
  const plain = tagsOf(listingPage(listingOf({ path: "/x/", entries: filesNamed(["x"]) })));
  const names = [
    ...HOSTILE_NAMES,
    '"><img src=x onerror=alert(1)>',
    "<script>alert(1)",
    "<!--",
    "<svg onload=alert(1)>",
    "' onclick='alert(1)",
    "lone\ud800",
    "nul\x00",
  ];
  for (const name of names) {
    const html = listingPage(listingOf({ path: `/${name}/`, entries: filesNamed([name]) }));
    assertEquals(tagsOf(html), plain, JSON.stringify(name));
    assertNotMatch(html, /(?!\n)\p{Cc}|[\p{Cs}\u202a-\u202e\u2066-\u2069\u200b]/u, JSON.stringify(name));
  }
});

Deno.test("listingPage() holds the style and the script that its policy allows, and no other", async () => {
  const html = listingPage(listingOf());
  for (const tag of ["style", "script"]) {
    const sources = captures(html, new RegExp(`<${tag}>(.*?)</${tag}>`, "gs"));
    assertEquals(sources.length, 1);
    assertStringIncludes(PAGE_POLICY, `${tag}-src 'sha256-${await sha256(sources[0] ?? "")}'`);
  }
  assertEquals(PAGE_POLICY.replaceAll(/sha256-[^']+/g, "…").split("; "), [
    "default-src 'none'",
    "style-src '…'",
    "script-src '…'",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]);
});

Deno.test("listingPage() loads nothing and has no inline handler or style", () => {
  const html = listingPage(listingOf());
  assertNotMatch(html, /\bsrc=|@import|@font-face|url\(|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
  assertNotMatch(markupOf(html), /\s(on[a-z]+|style)\s*=/);
});

Deno.test("listingPage() has the palette and the icons of the pages in htdocs", () => {
  const html = listingPage(listingOf());
  const index = Deno.readTextFileSync(new URL("../../../htdocs/index.html", import.meta.url));
  const { light: { pick: lightPick = "", ...light }, dark: { pick: darkPick = "", ...dark } } = palettes(
    html,
  );
  assertEquals({ light, dark }, palettes(index));
  const icons = /<link rel="icon"[^>]* href="([^"]*)"/g;
  assertEquals(captures(html, icons), captures(index, icons));
  for (const [{ ink = "", typed = "" }, pick] of [[light, lightPick], [dark, darkPick]] as const) {
    for (const text of [ink, typed]) assert(contrast(text, pick) >= 4.5, `${text} on ${pick}`);
  }
});

Deno.test("listingPage() names the directory in its title and its heading", () => {
  const html = listingPage(listingOf());
  assertEquals([textOf(html, "title"), textOf(html, "h1")], [
    "Index of /photos/2024/",
    "Index of /photos/2024/",
  ]);
  assertMatch(html, /^<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n/);
});

Deno.test("listingPage() of ten thousand entries is under 3 MB", () => {
  const entries = filesNamed(
    Array.from({ length: 10_000 }, (_, i) => `a file with a name of some length, number ${i}.html`),
  );
  const { length } = new TextEncoder().encode(listingPage(listingOf({ entries })));
  assert(length < 3_000_000, `${length} bytes`);
});
