/** A request for a file and what must come of it: one row of a table. */

import type { ContentTree, TreeContent } from "../../_helpers/tree.ts";

/** One row. */
export interface StaticCase {
  /** What it shows, with the section of the RFC or the line of ATTACKS.md that asks for it. */
  readonly shows: string;
  /** The request line without its version, such as `GET /a.txt`. */
  readonly ask: string;
  /**
   * Field lines. `<tag>` stands for the entity tag that a HEAD with the same Accept-Encoding is told, `<opaque>` for
   * what is in its quotes, `<date>` for its Last-Modified, and `<plain>` for the tag without that field.
   */
  readonly fields?: readonly string[];
  readonly status: number;
  /** The body, as text or bytes; `@name` stands for the content of that file. */
  readonly body?: string | Uint8Array;
  /** The coding that the body must be in, and decoded from before it is compared. */
  readonly coding?: "br" | "zstd" | "gzip";
  /** Fields of the answer: their value, what it must match, or that there must be none. */
  readonly has?: Readonly<Record<string, string | RegExp | undefined>>;
}

/** When the files of a site were modified. */
export const MODIFIED: Date = new Date("2020-02-29T04:05:06Z");

/** Rows that share a site and its settings. */
export interface StaticSite {
  readonly name: string;
  /** `.linprconfig`, without what says where the site is. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Every file was modified at {@linkcode MODIFIED}. */
  readonly files: TreeContent;
  /** What else is to be done to the files. */
  readonly prepare?: (tree: ContentTree) => Promise<void>;
  readonly cases: readonly StaticCase[];
}
