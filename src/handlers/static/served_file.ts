/**
 * A file as it is served: its representation, in a coding or in none, and what is told of it.
 *
 * @module
 */
import type { Representation } from "../../files/representation.ts";
import { type EntityTag, formatEntityTag } from "../../http/entity_tag.ts";
import { formatHttpDate } from "../../http/http_date.ts";
import type { Coding } from "../../http/negotiation.ts";
import type { FieldLine } from "../../http/response.ts";

/** What describes a file beside its representation. */
export interface FileDescription {
  /** The file's path on the disk. A later `stat` of it follows links anew. */
  readonly path: string;
  /** The file's URL path, without a coding's ending: of `/` it is `/index.html`. */
  readonly urlPath: string;
  /** The Content-Type. */
  readonly mediaType: string;
  /** The coding that the representation is in, if any. */
  readonly coding: Coding | undefined;
  /** Whether other requests may get it in another coding. */
  readonly varies: boolean;
  /** Fields that the settings give, Cache-Control among them. */
  readonly settingsFields: readonly FieldLine[];
}

/** A representation and its fields. */
export interface ServedFile<Kind extends Representation = Representation> {
  readonly representation: Kind;
  readonly description: FileDescription;
  /** The fields of every answer that has the representation or a part of it. */
  readonly fields: readonly FieldLine[];
  /** The fields of a 304 (RFC 9110 §15.4.5). */
  readonly notModifiedFields: readonly FieldLine[];
}

/** The entity tag of a file in a coding: each has its own (RFC 9110 §8.8.3.3). */
export function codedTag(tag: EntityTag, coding: Coding): EntityTag {
  return { ...tag, opaque: `${tag.opaque}-${coding}` };
}

/** The field by which one answer is told from those in another coding. */
export const VARY: FieldLine = ["Vary", "Accept-Encoding"];

/** Puts the fields of a file's answers together. */
export function serveFile<Kind extends Representation>(
  representation: Kind,
  description: FileDescription,
): ServedFile<Kind> {
  const { mediaType, coding, varies, settingsFields } = description;
  const notModifiedFields: FieldLine[] = [
    ...settingsFields,
    ...(varies ? [VARY] : []),
    ["Last-Modified", formatHttpDate(representation.modified)],
    ["ETag", formatEntityTag(representation.tag)],
  ];
  const fields: FieldLine[] = [
    ["Content-Type", mediaType],
    ...(coding === undefined ? [] : [["Content-Encoding", coding] as const]),
    ["Accept-Ranges", "bytes"],
    ...notModifiedFields,
  ];
  return { representation, description, fields, notModifiedFields };
}
