/**
 * A listing: what its page, its JSON and its plain text are made from.
 *
 * @module
 */
import type { DirectoryEntry } from "../../files/directory.ts";
import type { ListingOrder } from "./listing_order.ts";

/** A directory to be shown. */
export interface Listing {
  /** Its URL path: normalised, with the final slash. */
  readonly path: string;
  /** What it holds, in the order asked for. */
  readonly entries: readonly DirectoryEntry[];
  /** Whether there is more than the entries: the directory is too large. */
  readonly isCut: boolean;
  /** The order asked for. */
  readonly order: ListingOrder;
}

/**
 * The relative URL of an entry. With `./` in front no name is taken for a scheme, such as `javascript:alert(1)`,
 * or for another host, such as `//evil.example`.
 */
export function entryUrl({ name, kind }: DirectoryEntry): string {
  return `./${encodeURIComponent(name.toWellFormed())}${kind === "directory" ? "/" : ""}`;
}

/** The years that everybody's date parsers take: 1 to 9999. */
const EARLIEST = -62_135_596_800_000;
const LATEST = 253_402_300_799_999;

/**
 * An entry's modification time in ISO 8601: UTC, with milliseconds, always in 24 characters, so that text sorts as
 * time. What a file system can hold and a date cannot is clamped.
 */
export function entryTime({ modified }: DirectoryEntry): string {
  const time = Number.isNaN(modified) ? 0 : Math.min(Math.max(modified, EARLIEST), LATEST);
  return new Date(time).toISOString();
}
