/**
 * A file in the coding that a client likes best (RFC 9110 §12.5.3): a form that lies beside it first, else
 * one made on the fly.
 *
 * @module
 */
import type { EntryCache } from "../../files/file_cache.ts";
import type { FoundFile } from "../../files/content_root.ts";
import type { Freshness } from "../../files/freshness.ts";
import {
  type OpenRepresentation,
  openRepresentation,
  type Representation,
} from "../../files/representation.ts";
import {
  acceptableCodings,
  chooseCoding,
  type Coding,
  type CodingPreferences,
} from "../../http/negotiation.ts";
import type { HttpRequest } from "../../http/request.ts";
import { codingText } from "./coding_notes.ts";
import type { MadeFiles } from "./made_files.ts";
import { type CachedFile, cacheFile, codedTag, type ServedFile, serveFile } from "./served_file.ts";
import type { SiblingFinder } from "./siblings.ts";

/** What {@linkcode CodedFiles} needs. */
export interface CodedFilesOptions {
  /** Absent when forms beside a file are not looked for. */
  readonly siblings: SiblingFinder | undefined;
  readonly made: MadeFiles;
  /** Bytes up to which a form is read into memory. */
  readonly largestInMemory: number;
  readonly cache: EntryCache<CachedFile>;
  readonly freshness: Freshness;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A file as it is without a coding: in memory, or open. */
export type Uncoded =
  | { readonly kind: "cached"; readonly file: CachedFile }
  | { readonly kind: "open"; readonly file: ServedFile<OpenRepresentation> };

/** A file in some coding or in none: in memory, open, or being made. */
export type Selection = Uncoded | { readonly kind: "made"; readonly file: Promise<CachedFile> };

/** Accept-Encoding values remembered: there are as many as there are kinds of client, and none is long. */
const MOST_PREFERENCES = 256;
const LONGEST_PREFERENCES = 256;

/** Selects among the codings of files. */
export class CodedFiles {
  readonly #options: CodedFilesOptions;
  readonly #preferences: Map<string, CodingPreferences> = new Map();

  /** Makes a selector. */
  constructor(options: CodedFilesOptions) {
    this.#options = options;
  }

  /**
   * Selects for a file as it is without a coding.
   *
   * @returns `undefined` when the client accepts nothing that there is.
   */
  select(request: HttpRequest, asIs: Uncoded): Selection | undefined {
    // Without the field a client gets the file as it is, and nothing needs to be looked at.
    const accepted = request.fields.get("accept-encoding");
    const selected = accepted === undefined ? asIs : this.#accepted(accepted, asIs);
    request.decisions?.note(
      "coding",
      codingText({
        accepted,
        asIs: asIs.file.description,
        chosen: selected?.kind === "made" ? "being made" : selected?.file.description,
      }),
    );
    return selected;
  }

  #accepted(accepted: string, asIs: Uncoded): Selection | undefined {
    const preferences = this.#preferencesOf(accepted);
    const coded = asIs.file.description.varies ? this.#coded(asIs.file, preferences) : undefined;
    return coded ?? (preferences.identity > 0 ? asIs : undefined);
  }

  #coded(file: ServedFile, preferences: CodingPreferences): Selection | undefined {
    return this.#beside(file, preferences) ?? this.#made(file, preferences);
  }

  #preferencesOf(value: string): CodingPreferences {
    const known = this.#preferences.get(value);
    if (known !== undefined) return known;
    const preferences = acceptableCodings(value);
    if (value.length > LONGEST_PREFERENCES) return preferences;
    if (this.#preferences.size >= MOST_PREFERENCES) this.#preferences.clear();
    this.#preferences.set(value, preferences);
    return preferences;
  }

  #beside(file: ServedFile, preferences: CodingPreferences): Selection | undefined {
    const { siblings } = this.#options;
    const found = siblings?.of(file);
    if (siblings === undefined || found === undefined) return undefined;
    const coding = codingFor(preferences, [...found.keys()]);
    const sibling = coding === undefined ? undefined : found.get(coding);
    if (coding === undefined || sibling === undefined) return undefined;
    const selected = this.#sibling(file, coding, sibling);
    if (selected === undefined) siblings.forget(file);
    return selected;
  }

  #sibling(base: ServedFile, coding: Coding, found: FoundFile): Selection | undefined {
    // No URL path has a NUL.
    const key = `${base.description.urlPath}\0beside\0${coding}`;
    const { cache, freshness } = this.#options;
    const known = cache.get(key);
    if (known !== undefined && known.path === found.path && freshness.holds(known)) {
      return isOlder(known.representation, base) ? undefined : { kind: "cached", file: known };
    }
    return this.#openSibling(base, coding, found, key);
  }

  #openSibling(base: ServedFile, coding: Coding, found: FoundFile, key: string): Selection | undefined {
    const { cache, largestInMemory } = this.#options;
    const now = this.#options.now();
    const opened = openRepresentation(found, largestInMemory, now);
    const description = { ...base.description, path: found.path, coding };
    switch (opened.kind) {
      case "loaded": {
        if (isOlder(opened, base)) return undefined;
        const file = cacheFile(serveFile({ ...opened, tag: codedTag(opened.tag, coding) }, description), now);
        if (opened.settled) cache.set(key, file);
        return { kind: "cached", file };
      }
      case "open":
        if (isOlder(opened, base)) {
          opened.file.close();
          return undefined;
        }
        return {
          kind: "open",
          file: serveFile({ ...opened, tag: codedTag(opened.tag, coding) }, description),
        };
      default:
        return undefined;
    }
  }

  #made(file: ServedFile, preferences: CodingPreferences): Selection | undefined {
    const { made } = this.#options;
    const coding = codingFor(preferences, made.codingsOf(file));
    const form = coding === undefined ? undefined : made.make(file, coding);
    if (form === undefined) return undefined;
    return form instanceof Promise ? { kind: "made", file: form } : { kind: "cached", file: form };
  }
}

/** The coding that a client likes best; `undefined` when it likes none, or the file without one better. */
function codingFor(preferences: CodingPreferences, available: readonly Coding[]): Coding | undefined {
  const chosen = chooseCoding(preferences, available);
  return chosen === "identity" || chosen === "none" ? undefined : chosen;
}

/** A form that is older than its file was made of another content. */
function isOlder(form: Representation, { representation }: ServedFile): boolean {
  return form.identity.modified < representation.identity.modified;
}
