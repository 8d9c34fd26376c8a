/**
 * A file in the coding that a client likes best (RFC 9110 §12.5.3): a form that lies beside it first, else
 * one made on the fly.
 *
 * @module
 */
import type { EntryCache } from "../../files/file_cache.ts";
import type { FoundFile } from "../../files/content_root.ts";
import type { Freshness } from "../../files/freshness.ts";
import { readRepresentation, type Representation } from "../../files/representation.ts";
import {
  acceptableCodings,
  chooseCoding,
  type Coding,
  type CodingPreferences,
} from "../../http/negotiation.ts";
import type { HttpRequest } from "../../http/request.ts";
import { codingText } from "./coding_notes.ts";
import type { MadeFiles } from "./made_files.ts";
import { type CachedFile, cachedFile, type KeptFile, largeFile } from "./kept_file.ts";
import { codedTag, type ServedFile, serveFile } from "./served_file.ts";
import type { SiblingFinder } from "./siblings.ts";

/** What {@linkcode CodedFiles} needs. */
export interface CodedFilesOptions {
  /** Absent when forms beside a file are not looked for. */
  readonly siblings: SiblingFinder | undefined;
  readonly made: MadeFiles;
  /** Bytes up to which a form is read into memory. */
  readonly largestInMemory: number;
  readonly cache: EntryCache<KeptFile>;
  readonly freshness: Freshness;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A file in some coding or in none, or the promise of one that is being made. */
export type Selection = KeptFile | Promise<CachedFile>;

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
  select(request: HttpRequest, asIs: KeptFile): Selection | undefined {
    // Without the field a client gets the file as it is, and nothing needs to be looked at.
    const accepted = request.fields.get("accept-encoding");
    const selected = accepted === undefined ? asIs : this.#accepted(accepted, asIs);
    request.decisions?.note(
      "coding",
      codingText({
        accepted,
        asIs: asIs.description,
        chosen: selected instanceof Promise ? "being made" : selected?.description,
      }),
    );
    return selected;
  }

  #accepted(accepted: string, asIs: KeptFile): Selection | undefined {
    const preferences = this.#preferencesOf(accepted);
    const coded = asIs.description.varies ? this.#coded(asIs, preferences) : undefined;
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

  #sibling(base: ServedFile, coding: Coding, found: FoundFile): KeptFile | undefined {
    // No URL path has a NUL.
    const key = `${base.description.urlPath}\0beside\0${coding}`;
    const { cache, freshness } = this.#options;
    const known = cache.get(key);
    if (known !== undefined && known.path === found.path && freshness.holds(known)) {
      return isOlder(known.representation, base) ? undefined : known;
    }
    return this.#openSibling(base, coding, found, key);
  }

  #openSibling(base: ServedFile, coding: Coding, found: FoundFile, key: string): KeptFile | undefined {
    const { cache, largestInMemory: memory } = this.#options;
    const now = this.#options.now();
    const opened = readRepresentation(found, memory, now);
    if ((opened.kind !== "loaded" && opened.kind !== "large") || isOlder(opened, base)) return undefined;
    const tag = codedTag(opened.tag, coding);
    const description = { ...base.description, path: found.path, coding };
    const file = opened.kind === "loaded"
      ? cachedFile(serveFile({ ...opened, tag }, description), { now })
      : largeFile(serveFile({ ...opened, tag }, description), {
        now,
        memory,
        weighAnew: (file) => cache.set(key, file),
      });
    if (opened.settled) cache.set(key, file);
    return file;
  }

  #made(file: ServedFile, preferences: CodingPreferences): Selection | undefined {
    const { made } = this.#options;
    const coding = codingFor(preferences, made.codingsOf(file));
    return coding === undefined ? undefined : made.make(file, coding);
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
