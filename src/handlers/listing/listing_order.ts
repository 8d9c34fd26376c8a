/**
 * The order of a listing, as its query asks for it: `?sort=size&order=desc`.
 *
 * @module
 */
import { compareKinds, compareNames, type DirectoryEntry } from "../../files/directory.ts";

/** What a listing can be sorted by. */
export type SortKey = "name" | "size" | "date";

/** An order. Directories stand before files in every one. */
export interface ListingOrder {
  /** What decides first; where it does not, the name does. */
  readonly by: SortKey;
  /** Whether what is greatest by that comes first. */
  readonly isDescending: boolean;
}

type Compare = (a: DirectoryEntry, b: DirectoryEntry) => number;

const COMPARE: Readonly<Record<SortKey, Compare>> = {
  name: compareNames,
  size: (a, b) => a.size - b.size,
  date: (a, b) => a.modified - b.modified,
};

/** The order that people want first: names from A, but the largest and the latest before all others. */
export function naturalOrder(by: SortKey): ListingOrder {
  return { by, isDescending: by !== "name" };
}

/** Reads the order from a query; whatever is not one of ours is as if it were not there. */
export function parseOrder(query: URLSearchParams): ListingOrder {
  const by = query.get("sort");
  const order = query.get("order");
  const natural = naturalOrder(by === "size" || by === "date" ? by : "name");
  return order === "asc" || order === "desc" ? { ...natural, isDescending: order === "desc" } : natural;
}

/** The query that asks for an order. */
export function formatOrder({ by, isDescending }: ListingOrder): string {
  return `?sort=${by}&order=${isDescending ? "desc" : "asc"}`;
}

/** Sorts entries. */
export function sortEntries(entries: readonly DirectoryEntry[], order: ListingOrder): DirectoryEntry[] {
  const compare = COMPARE[order.by];
  const sign = order.isDescending ? -1 : 1;
  return entries.toSorted((a, b) => compareKinds(a, b) || sign * compare(a, b) || compareNames(a, b));
}
