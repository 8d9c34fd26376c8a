/**
 * The fields of a file's answers that settings give by its path.
 *
 * @module
 */
import type { Decisions } from "../../http/decisions.ts";
import type { FieldLine } from "../../http/response.ts";
import { compileGlob, type PathMatcher } from "../../patterns/glob.ts";
import { savedAs } from "./download.ts";
import { isFingerprinted } from "./fingerprint.ts";

/** The settings that {@linkcode PathFields} goes by. */
export interface PathFieldsOptions {
  /** Pattern and Cache-Control value; the first pattern that matches decides. */
  readonly cacheControl: readonly (readonly [glob: string, value: string])[];
  /** Whether names with a fingerprint may be kept for ever. */
  readonly immutable: boolean;
  /** Pattern and fields; those of every pattern that matches are added. */
  readonly set: readonly (readonly [glob: string, fields: readonly FieldLine[]])[];
  /** Patterns of files that are to be saved instead of shown. */
  readonly download: readonly string[];
}

/** Ask before using what you have: an edit is seen at the next reload, and an unchanged file costs a 304. */
const REVALIDATE = "no-cache";
/** RFC 8246: the name changes with the content, so the content of a name never does. */
const FOR_EVER = "public, max-age=31536000, immutable";

/** Says which fields a path's answers get. */
export class PathFields {
  readonly #cacheControl: readonly (readonly [PathMatcher, value: string, glob: string])[];
  readonly #immutable: boolean;
  readonly #set: readonly (readonly [PathMatcher, fields: readonly FieldLine[], glob: string])[];
  readonly #download: readonly PathMatcher[];

  /** Compiles the patterns. */
  constructor(options: PathFieldsOptions) {
    this.#cacheControl = options.cacheControl.map(([glob, value]) => [compileGlob(glob), value, glob]);
    this.#immutable = options.immutable;
    this.#set = options.set.map(([glob, fields]) => [compileGlob(glob), fields, glob]);
    this.#download = options.download.map(compileGlob);
  }

  /**
   * The fields of a file.
   *
   * @param path The file's URL path, as `/about/index.html`.
   * @param decisions Are told which setting gives which field.
   */
  of(path: string, decisions?: Decisions): FieldLine[] {
    const fields: FieldLine[] = [["Cache-Control", this.#cacheControlOf(path, decisions)]];
    if (this.#download.some((matches) => matches(path))) {
      decisions?.note("fields", "Content-Disposition, by files.download");
      fields.push(savedAs(path));
    }
    for (const [matches, lines, glob] of this.#set) {
      if (!matches(path)) continue;
      decisions?.note("fields", `${lines.map(([name]) => name).join(", ")}, by headers.set for ${glob}`);
      fields.push(...lines);
    }
    return withoutRepeats(fields);
  }

  #cacheControlOf(path: string, decisions: Decisions | undefined): string {
    const [, set, glob] = this.#cacheControl.find(([matches]) => matches(path)) ?? [];
    const isForEver = set === undefined && this.#immutable && isFingerprinted(path);
    const value = set ?? (isForEver ? FOR_EVER : REVALIDATE);
    decisions?.note(
      "fields",
      glob !== undefined
        ? `Cache-Control: ${value}, by headers.cacheControl for ${glob}`
        : isForEver
        ? `Cache-Control: ${value}, by headers.immutable, as its name has a fingerprint`
        : `Cache-Control: ${value}, as nothing in headers.cacheControl is for it`,
    );
    return value;
  }
}

/** The last line of a name wins: a later pattern overrides an earlier one, and `headers.set` the rest. */
function withoutRepeats(fields: readonly FieldLine[]): FieldLine[] {
  const last = new Map(fields.map(([name, value]) => [name.toLowerCase(), [name, value] as const]));
  return [...last.values()];
}
