/**
 * The fields of a file's answers that settings give by its path.
 *
 * @module
 */
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
  readonly #cacheControl: readonly (readonly [PathMatcher, string])[];
  readonly #immutable: boolean;
  readonly #set: readonly (readonly [PathMatcher, readonly FieldLine[]])[];
  readonly #download: readonly PathMatcher[];

  /** Compiles the patterns. */
  constructor(options: PathFieldsOptions) {
    this.#cacheControl = options.cacheControl.map(([glob, value]) => [compileGlob(glob), value]);
    this.#immutable = options.immutable;
    this.#set = options.set.map(([glob, fields]) => [compileGlob(glob), fields]);
    this.#download = options.download.map(compileGlob);
  }

  /**
   * The fields of a file.
   *
   * @param path The file's URL path, as `/about/index.html`.
   */
  of(path: string): FieldLine[] {
    const fields: FieldLine[] = [["Cache-Control", this.#cacheControlOf(path)]];
    if (this.#download.some((matches) => matches(path))) fields.push(savedAs(path));
    for (const [matches, lines] of this.#set) {
      if (matches(path)) fields.push(...lines);
    }
    return withoutRepeats(fields);
  }

  #cacheControlOf(path: string): string {
    const rule = this.#cacheControl.find(([matches]) => matches(path));
    if (rule !== undefined) return rule[1];
    return this.#immutable && isFingerprinted(path) ? FOR_EVER : REVALIDATE;
  }
}

/** The last line of a name wins: a later pattern overrides an earlier one, and `headers.set` the rest. */
function withoutRepeats(fields: readonly FieldLine[]): FieldLine[] {
  const last = new Map(fields.map(([name, value]) => [name.toLowerCase(), [name, value] as const]));
  return [...last.values()];
}
