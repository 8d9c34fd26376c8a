/**
 * What a URL path stands for: a file, a directory's index, a redirect, or nothing.
 *
 * @module
 */
import type { ContentRoot, FoundFile } from "../../files/content_root.ts";
import type { Decisions } from "../../http/decisions.ts";

/** Which paths end with a slash. */
export type TrailingSlash = "directories" | "always" | "never";

/** What {@linkcode Locator} goes by. */
export interface LocatorOptions {
  readonly root: ContentRoot;
  /** Names tried in this order for a directory. */
  readonly index: readonly string[];
  /** Whether `/about` stands for `about.html`. */
  readonly cleanUrls: boolean;
  readonly trailingSlash: TrailingSlash;
  /** The URL path of the file for pages that are not there; empty: none. */
  readonly fallback: string;
  /** Whether a directory without an index file has a listing. Default: it is as if it were not there. */
  readonly listing?: boolean;
}

/** A file that a path stands for. */
export interface LocatedFile {
  readonly kind: "file";
  readonly file: FoundFile;
  /** The file's own URL path: of `/` it is `/index.html`. */
  readonly urlPath: string;
  /** Paths on the disk: as long as there is nothing at any of them, it is this file that the path stands for. */
  readonly absent: readonly string[];
}

/** What was found. */
export type Location =
  | LocatedFile
  /** The path to go to instead. */
  | { readonly kind: "redirect"; readonly path: string }
  /** A directory without an index file; the path ends with a slash. */
  | { readonly kind: "directory" }
  | { readonly kind: "missing" }
  | { readonly kind: "forbidden" };

const DIRECTORY: Location = { kind: "directory" };
const MISSING: Location = { kind: "missing" };
const FORBIDDEN: Location = { kind: "forbidden" };
const HTML = ".html";

/** Finds what URL paths stand for. */
export class Locator {
  readonly #options: LocatorOptions;

  /** Makes a locator. */
  constructor(options: LocatorOptions) {
    this.#options = options;
  }

  /** Whether there may be a file for pages that are not there. */
  get hasFallback(): boolean {
    return this.#options.fallback !== "";
  }

  /** Whether there is nothing at a place that was found: the file for pages that are not may stand for it. */
  isNothing({ kind }: Location): boolean {
    return kind === "missing" || (kind === "directory" && this.#options.listing !== true);
  }

  /**
   * Locates a normalised path.
   *
   * @param decisions Are told why.
   */
  locate(path: string, decisions?: Decisions): Location {
    const found = this.#options.root.resolve(path, decisions);
    switch (found.kind) {
      case "file":
        return this.#file(path, found.file, decisions);
      case "directory":
        return this.#directory(path, decisions);
      case "forbidden":
        return FORBIDDEN;
      case "missing":
        return this.#page(path, decisions);
    }
  }

  /** The path of a file with every link followed. */
  realPathOf(file: FoundFile): string {
    return this.#options.root.urlPathOf(file.realPath);
  }

  /** The path of the directory at a path with every link followed, a slash at its end; `undefined` where there is none. */
  realDirectory(path: string): string | undefined {
    const { root } = this.#options;
    const found = root.resolve(path);
    return found.kind === "directory" ? withSlash(root.urlPathOf(found.directory), true) : undefined;
  }

  /** The file for pages that are not there. */
  locateFallback(decisions?: Decisions): Location {
    const { root, fallback } = this.#options;
    const found = fallback === "" ? MISSING : root.resolve(fallback, decisions);
    return found.kind === "file"
      ? { kind: "file", file: found.file, urlPath: fallback, absent: [] }
      : MISSING;
  }

  /** With clean URLs a page has one address only, unless that leads elsewhere: `/about` may be a directory. */
  #file(path: string, file: FoundFile, decisions: Decisions | undefined): Location {
    const clean = this.#cleanPaths(path).find((candidate) => {
      const there = this.locate(candidate);
      return there.kind === "file" && there.urlPath === path;
    });
    if (clean !== undefined) {
      decisions?.note("redirect", `with files.cleanUrls the page has the address ${clean}`);
      return { kind: "redirect", path: clean };
    }
    decisions?.note("file", `${path} is ${file.path}`);
    return { kind: "file", file, urlPath: path, absent: [] };
  }

  /** The addresses that a page should have instead, without its index name or without `.html`. */
  #cleanPaths(path: string): readonly string[] {
    const { cleanUrls, index, trailingSlash } = this.#options;
    if (!cleanUrls || !path.endsWith(HTML)) return [];
    const name = path.lastIndexOf("/") + 1;
    const page = withSlash(path.slice(0, -HTML.length), trailingSlash === "always");
    const directory = withSlash(path.slice(0, name), trailingSlash !== "never");
    return index.includes(path.slice(name)) ? [directory, page] : [page];
  }

  #directory(path: string, decisions: Decisions | undefined): Location {
    const { trailingSlash } = this.#options;
    const inside = this.#index(withSlash(path, true), decisions);
    if (inside.kind === "directory" && !path.endsWith("/")) {
      const page = this.#page(path, decisions);
      if (page.kind !== "missing") return page;
    }
    // A listing's links are relative, so it has its slash in any case, and so has the root.
    const slash = inside.kind === "directory" || trailingSlash !== "never" || path === "/";
    if (path.endsWith("/") === slash) return inside;
    const why = slash ? "a directory's path has a slash at its end" : "files.trailingSlash is never";
    decisions?.note("redirect", `${why}: ${withSlash(path, slash)}`);
    return { kind: "redirect", path: withSlash(path, slash) };
  }

  /** The first index file that is there; an index that is a directory or leaves the root is none. */
  #index(directory: string, decisions: Decisions | undefined): Location {
    const { root, index } = this.#options;
    for (const [place, name] of index.entries()) {
      const found = root.resolve(directory + name, decisions);
      if (found.kind === "forbidden") return FORBIDDEN;
      if (found.kind !== "file") continue;
      decisions?.note(
        "index",
        `${directory} is a directory, and of files.index ${name} is there: ${found.file.path}`,
      );
      const absent = index.slice(0, place).map((preferred) => root.pathOf(directory + preferred));
      return { kind: "file", file: found.file, urlPath: directory + name, absent };
    }
    decisions?.note("index", `${directory} is a directory without any file of files.index`);
    return DIRECTORY;
  }

  /** `/about` is `about.html` where nothing of the very name serves. */
  #page(path: string, decisions: Decisions | undefined): Location {
    const { cleanUrls, root, trailingSlash } = this.#options;
    const bare = withSlash(path, false);
    if (!cleanUrls || bare === "/" || (path.endsWith("/") && trailingSlash === "directories")) return MISSING;
    const found = root.resolve(bare + HTML, decisions);
    if (found.kind !== "file") return found.kind === "forbidden" ? FORBIDDEN : MISSING;
    const slash = trailingSlash === "always";
    if (path.endsWith("/") !== slash) {
      decisions?.note("redirect", `by files.trailingSlash the page's address is ${withSlash(path, slash)}`);
      return { kind: "redirect", path: withSlash(path, slash) };
    }
    decisions?.note("file", `with files.cleanUrls ${path} is ${found.file.path}`);
    return { kind: "file", file: found.file, urlPath: bare + HTML, absent: [root.pathOf(bare)] };
  }
}

/** A path with a slash at its end, or without; the root keeps its own. */
function withSlash(path: string, slash: boolean): string {
  const bare = path.endsWith("/") ? path.slice(0, -1) : path;
  return slash || bare === "" ? `${bare}/` : bare;
}
