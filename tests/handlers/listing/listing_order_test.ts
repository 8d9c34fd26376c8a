import { assertEquals } from "@std/assert";
import type { DirectoryEntry } from "../../../src/files/directory.ts";
import {
  formatOrder,
  type ListingOrder,
  parseOrder,
  sortEntries,
} from "../../../src/handlers/listing/listing_order.ts";

const BY_NAME: ListingOrder = { by: "name", isDescending: false };

Deno.test("parseOrder() reads the query, and takes what is not ours for absent", () => {
  const cases: Record<string, ListingOrder> = {
    "": BY_NAME,
    "sort=name": BY_NAME,
    "sort=name&order=desc": { by: "name", isDescending: true },
    "order=desc": { by: "name", isDescending: true },
    "sort=size": { by: "size", isDescending: true },
    "sort=size&order=asc": { by: "size", isDescending: false },
    "sort=date": { by: "date", isDescending: true },
    "sort=date&order=up": { by: "date", isDescending: true },
    "sort=SIZE": BY_NAME,
    "sort=__proto__&order=%ff": BY_NAME,
    "sort=size&sort=date&x=%zz": { by: "size", isDescending: true },
  };
  for (const [query, order] of Object.entries(cases)) {
    assertEquals(parseOrder(new URLSearchParams(query)), order, query);
  }
});

Deno.test("formatOrder() writes what parseOrder() reads", () => {
  for (const by of ["name", "size", "date"] as const) {
    for (const isDescending of [false, true]) {
      const order = { by, isDescending };
      assertEquals(parseOrder(new URLSearchParams(formatOrder(order))), order);
    }
  }
});

const ENTRIES: readonly DirectoryEntry[] = [
  { name: "b", kind: "directory", size: 0, modified: 10 },
  { name: "a10", kind: "file", size: 5, modified: 40 },
  { name: "a2", kind: "file", size: 5, modified: 30 },
  { name: "a", kind: "directory", size: 0, modified: 20 },
  { name: "c", kind: "file", size: 1, modified: 50 },
];

Deno.test("sortEntries() sorts by each key, directories first, names in order where the key does not decide", () => {
  const cases: readonly (readonly [ListingOrder, string])[] = [
    [{ by: "name", isDescending: false }, "a b a2 a10 c"],
    [{ by: "name", isDescending: true }, "b a c a10 a2"],
    [{ by: "size", isDescending: false }, "a b c a2 a10"],
    [{ by: "size", isDescending: true }, "a b a2 a10 c"],
    [{ by: "date", isDescending: false }, "b a a2 a10 c"],
    [{ by: "date", isDescending: true }, "a b c a10 a2"],
  ];
  for (const [order, expected] of cases) {
    assertEquals(sortEntries(ENTRIES, order).map(({ name }) => name).join(" "), expected, formatOrder(order));
  }
});
