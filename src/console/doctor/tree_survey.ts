/**
 * A look at all that lies below a content root, for `doctor`.
 *
 * @module
 */
import { contentType } from "@std/media-types";
import { extname, join, SEPARATOR } from "@std/path";
import { systemErrorCode } from "../../settings/system_error.ts";

/** What is looked for. */
export const ODDITIES = [
  "dotfile",
  "leading out",
  "leading nowhere",
  "special",
  "uncoded",
  "unreadable",
] as const;

/** One kind of thing that is looked for. */
export type Oddity = typeof ODDITIES[number];

/** Where something was found. */
export interface Sighting {
  readonly count: number;
  /** Paths below the root, the first {@linkcode MOST_PATHS} only. */
  readonly paths: readonly string[];
}

/** What was found. */
export interface Survey {
  readonly found: ReadonlyMap<Oddity, Sighting>;
  /** Names that were looked at. */
  readonly entries: number;
  /** Whether that were all. */
  readonly isWhole: boolean;
}

/** How far a survey goes. */
export interface SurveyBounds {
  /** Files of a compressible type that are larger than this, in bytes, and have no coded form beside them, are told. */
  readonly largest: number;
  /** Most names that are looked at. */
  readonly mostEntries: number;
  /** Whether it has taken long enough. */
  readonly isOver: () => boolean;
}

/** So many paths are remembered of each kind. */
export const MOST_PATHS = 10;

const COMPRESSIBLE = /^text\/|[/+](?:json|xml|javascript|wasm)(?:;|$)|^image\/(?:svg\+xml|bmp)/;
/** What the system says of a link without an end. */
const NOWHERE: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR", "ELOOP"]);
const CODED = [".br", ".zst", ".gz"] as const;

/**
 * Looks at a tree, one directory after the other; links are not followed, and no file is opened.
 *
 * @param root a directory's real path
 * @throws what the system says when the root itself cannot be listed
 */
export async function surveyTree(root: string, bounds: SurveyBounds): Promise<Survey> {
  const walk = new Walk(root, bounds);
  await walk.look("", await walk.list(""));
  for (let directory = walk.next(); directory !== undefined; directory = walk.next()) {
    try {
      await walk.look(directory, await walk.list(directory));
    } catch (error) {
      if (systemErrorCode(error) === undefined) throw error;
      walk.note("unreadable", directory);
    }
  }
  return walk.survey;
}

class Walk {
  readonly #root: string;
  readonly #bounds: SurveyBounds;
  readonly #found: Map<Oddity, { count: number; paths: string[] }> = new Map();
  readonly #directories: string[] = [];
  #entries = 0;
  #isWhole = true;

  constructor(root: string, bounds: SurveyBounds) {
    this.#root = root;
    this.#bounds = bounds;
  }

  get survey(): Survey {
    return { found: this.#found, entries: this.#entries, isWhole: this.#isWhole };
  }

  /** The next directory that waits; none when it has gone far enough. */
  next(): string | undefined {
    return this.#isWhole ? this.#directories.shift() : undefined;
  }

  /** The names in a directory, sorted, as far as they may be looked at. */
  async list(directory: string): Promise<readonly Deno.DirEntry[]> {
    const entries: Deno.DirEntry[] = [];
    for await (const entry of Deno.readDir(join(this.#root, directory))) {
      if (this.#entries === this.#bounds.mostEntries || this.#bounds.isOver()) {
        this.#isWhole = false;
        break;
      }
      this.#entries++;
      entries.push(entry);
    }
    return entries.sort((one, other) => one.name < other.name ? -1 : 1);
  }

  async look(directory: string, entries: readonly Deno.DirEntry[]): Promise<void> {
    const names = new Set(entries.map(({ name }) => name));
    for (const entry of entries) {
      const path = directory === "" ? entry.name : `${directory}/${entry.name}`;
      const oddity = await this.#oddity(path, entry, names);
      if (oddity !== undefined) this.note(oddity, entry.isDirectory ? `${path}/` : path);
      else if (entry.isDirectory) this.#directories.push(path);
    }
  }

  note(oddity: Oddity, path: string): void {
    const sighting = this.#found.get(oddity) ?? { count: 0, paths: [] };
    sighting.count++;
    if (sighting.paths.length < MOST_PATHS) sighting.paths.push(path);
    this.#found.set(oddity, sighting);
  }

  async #oddity(path: string, entry: Deno.DirEntry, names: ReadonlySet<string>): Promise<Oddity | undefined> {
    const { name, isFile, isDirectory, isSymlink } = entry;
    if (name.startsWith(".") && name !== ".well-known") return "dotfile";
    if (isSymlink) return await this.#linkOddity(path);
    if (isDirectory) return undefined;
    if (!isFile) return "special";
    const isCoded = CODED.some((ending) => names.has(name + ending));
    if (isCoded || !COMPRESSIBLE.test(contentType(extname(name)) ?? "")) return undefined;
    return await this.#sizeOf(path) > this.#bounds.largest ? "uncoded" : undefined;
  }

  async #linkOddity(path: string): Promise<Oddity | undefined> {
    try {
      const target = await Deno.realPath(join(this.#root, path));
      const prefix = this.#root.endsWith(SEPARATOR) ? this.#root : this.#root + SEPARATOR;
      return target === this.#root || target.startsWith(prefix) ? undefined : "leading out";
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === undefined) throw error;
      // Of one that leads where it may not be looked at, nothing is known.
      return NOWHERE.has(code) ? "leading nowhere" : undefined;
    }
  }

  /** 0 for what was taken away meanwhile, or has a name that is not text. */
  async #sizeOf(path: string): Promise<number> {
    try {
      return (await Deno.lstat(join(this.#root, path))).size;
    } catch (error) {
      if (systemErrorCode(error) === undefined) throw error;
      return 0;
    }
  }
}
