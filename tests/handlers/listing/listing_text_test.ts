import { assertEquals } from "@std/assert";
import type { Listing } from "../../../src/handlers/listing/listing.ts";
import { listingText } from "../../../src/handlers/listing/listing_text.ts";

const LISTING: Listing = {
  path: "/sub/",
  entries: [
    { name: "inner", kind: "directory", size: 0, modified: 0 },
    { name: "a b.txt", kind: "file", size: 7, modified: 1000 },
    { name: "escape\x1b[2J\n.bin", kind: "file", size: 1_234_567, modified: 86_400_000 },
  ],
  isCut: false,
  order: { by: "name", isDescending: false },
};

Deno.test("listingText() is a line an entry, with the name last and nothing that acts on a terminal", () => {
  assertEquals(
    listingText(LISTING),
    "      -  1970-01-01T00:00:00Z  inner/\n" +
      "      7  1970-01-01T00:00:01Z  a b.txt\n" +
      "1234567  1970-01-02T00:00:00Z  escape\\u{1b}[2J\\u{a}.bin\n",
  );
});

Deno.test("listingText() of an empty directory is empty", () => {
  assertEquals(listingText({ ...LISTING, entries: [] }), "");
});

Deno.test("listingText() says when there is more", () => {
  const lines = listingText({ ...LISTING, isCut: true }).split("\n");
  assertEquals(lines.slice(3), ["# There is more: this directory is too large to be listed whole.", ""]);
});
