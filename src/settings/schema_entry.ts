/**
 * What a row of the schema can say.
 *
 * @module
 */
import type { ListShape, MapShape } from "./shape.ts";

/** When a changed value takes effect: at the next reload, or only when the server starts. */
export type Reload = "live" | "startup";

/** What every setting says about itself. */
export interface EntryBase {
  /** One line for people, without a full stop. Bounds, unit and default are not repeated in it. */
  readonly help: string;
  /** When a changed value takes effect. */
  readonly reload: Reload;
}

/** A setting whose value is a number. A size is in bytes, a duration in milliseconds. */
export interface NumberEntry extends EntryBase {
  /** How the value is written and checked. */
  readonly kind: "port" | "integer" | "size" | "duration";
  /** The value where nothing sets one. */
  readonly default: number;
  /** The smallest value that is allowed. */
  readonly min: number;
  /** The largest value that is allowed. */
  readonly max: number;
}

/** A setting that is on or off. */
export interface BooleanEntry extends EntryBase {
  /** How the value is written and checked. */
  readonly kind: "boolean";
  /** The value where nothing sets one. */
  readonly default: boolean;
}

/** A setting whose value is text. */
export interface TextEntry extends EntryBase {
  /** How the value is written and checked. */
  readonly kind: "path" | "host" | "text" | "charset" | "file" | "socket" | "logTarget" | "logFormat";
  /** The value where nothing sets one. */
  readonly default: string;
  /** The longest text that is allowed, in characters. Default: no bound but the kind's own. */
  readonly max?: number;
}

/** A setting whose value is one of some words. */
export interface ChoiceEntry extends EntryBase {
  /** How the value is written and checked. */
  readonly kind: "choice";
  /** The value where nothing sets one. */
  readonly default: string;
  /** The words, at least two. */
  readonly choices: readonly string[];
}

/** A setting whose value is a list. */
export interface ListEntry extends EntryBase {
  /** How the value is written and checked. */
  readonly kind: "list";
  /** What it is a list of. */
  readonly item: "fileName" | "glob" | "origin" | "coding" | "cidr";
  /** The value where nothing sets one. */
  readonly default: readonly string[];
  /** How many items the list may have. */
  readonly max: number;
}

/** Names, each once, and the text that each stands for, in the order in which they were written. */
export type TextMap = readonly (readonly [name: string, value: string])[];

/** A setting that gives names a text each. */
export interface MapEntry extends EntryBase {
  /** How the value is written and checked. */
  readonly kind: "map";
  /** What the names are. */
  readonly names: "glob" | "extension" | "userName";
  /** What they stand for. */
  readonly values: "cacheControl" | "mediaType" | "passwordHash";
  /** The value where nothing sets one. */
  readonly default: TextMap;
  /** A value for explanations. */
  readonly example: TextMap;
  /** How many names there may be. */
  readonly max: number;
}

/** A setting whose value is made of objects, so that only `.linprconfig` can hold it. */
export interface StructureEntry extends EntryBase {
  /** How the value is written and checked. */
  readonly kind: "structure";
  /** What may stand where in it. */
  readonly shape: ListShape | MapShape;
  /** The value where nothing sets one. */
  readonly default: readonly never[];
}

/** One row of the table. */
export type SchemaEntry =
  | NumberEntry
  | BooleanEntry
  | TextEntry
  | ChoiceEntry
  | ListEntry
  | MapEntry
  | StructureEntry;

/** The content codings that LINPR makes, the one with the best results first. */
export const CODINGS = ["br", "zstd", "gzip"] as const;

/** A content coding that LINPR makes. */
export type Coding = (typeof CODINGS)[number];

/** Does the row describe a number? */
export function isNumberEntry(entry: SchemaEntry): entry is NumberEntry {
  return typeof entry.default === "number";
}
