import { assertEquals, assertNotMatch } from "@std/assert";
import type { Listing } from "../../../src/handlers/listing/listing.ts";
import { listingJson } from "../../../src/handlers/listing/listing_json.ts";

function listingOf(...names: readonly string[]): Listing {
  return {
    path: "/sub/",
    entries: names.map((name) => ({ name, kind: "file", size: 7, modified: 1000 })),
    isCut: false,
    order: { by: "name", isDescending: false },
  };
}

Deno.test("listingJson() tells path, completeness and entries", () => {
  const listing: Listing = {
    ...listingOf("a b.txt"),
    entries: [
      { name: "inner", kind: "directory", size: 0, modified: 0 },
      { name: "a b.txt", kind: "file", size: 7, modified: 1000 },
    ],
  };
  assertEquals(JSON.parse(listingJson(listing)), {
    path: "/sub/",
    complete: true,
    entries: [
      { name: "inner", type: "directory", modified: "1970-01-01T00:00:00.000Z", url: "./inner/" },
      { name: "a b.txt", type: "file", size: 7, modified: "1970-01-01T00:00:01.000Z", url: "./a%20b.txt" },
    ],
  });
  assertEquals(JSON.parse(listingJson({ ...listing, isCut: true })).complete, false);
});

Deno.test("listingJson() of an empty directory has no entries", () => {
  assertEquals(listingJson(listingOf()), '{"path":"/sub/","complete":true,"entries":[]}\n');
});

Deno.test("listingJson() is a line an entry", () => {
  assertEquals(listingJson(listingOf("a", "b\nc", "d")).split("\n").length, 6);
});

Deno.test("listingJson() escapes what acts on a terminal, and names survive it", () => {
  const names = [
    "\x1b[2J",
    "\x7f\x9b",
    "\u202e",
    "\u200b",
    "\u2028\u2029",
    "tag\u{e0041}",
    "lone\ud800",
    'quote"\\',
    "🦕",
  ];
  const json = listingJson(listingOf(...names));
  assertNotMatch(json, /(?!\n)\p{Cc}|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  const { entries } = JSON.parse(json) as { readonly entries: readonly { readonly name: string }[] };
  assertEquals(entries.map(({ name }) => name), names);
});
