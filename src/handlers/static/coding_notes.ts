/**
 * What there is to say of the choice of a coding.
 *
 * @module
 */
import type { FileDescription } from "./served_file.ts";

/** What a coding was chosen from. */
export interface CodingChoice {
  /** The Accept-Encoding field. */
  readonly accepted: string | undefined;
  /** The file without a coding. */
  readonly asIs: FileDescription;
  /** What was chosen; `undefined` where nothing is acceptable. */
  readonly chosen: FileDescription | "being made" | undefined;
}

/** Which coding was chosen, and why. */
export function codingText({ accepted, asIs, chosen }: CodingChoice): string {
  if (accepted === undefined) return "none: the request has no Accept-Encoding";
  const asked = `Accept-Encoding: ${accepted}`;
  if (chosen === undefined) return `nothing that ${asked} would take: 406`;
  if (chosen === "being made") return `one is made on the fly (codings.compress), for ${asked}`;
  if (chosen === asIs) {
    return asIs.varies
      ? `none: there is none that ${asked} likes better`
      : `none: ${asIs.mediaType} is sent as it is`;
  }
  return chosen.path === asIs.path
    ? `${chosen.coding}, made on the fly (codings.compress), for ${asked}`
    : `${chosen.coding}, from ${chosen.path} beside it (codings.siblings), for ${asked}`;
}
