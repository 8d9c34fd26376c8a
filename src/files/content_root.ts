/**
 * The content root: which file, if any, a URL path names.
 *
 * Two fences stand around it. This one decides by path and by real path, and it is the only one that
 * refuses a link which leaves the root. Behind it the worker's sandbox refuses to open any path outside.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { SEPARATOR } from "@std/path";
import type { Decisions } from "../http/decisions.ts";
import { lookupFailure } from "./lookup_failure.ts";

/** What a URL path turned out to be. */
export type Resolution =
  | { readonly kind: "file"; readonly file: FoundFile }
  | { readonly kind: "directory"; readonly directory: string }
  /** Nothing that may be served: not there, hidden, no regular file, or outside. A client cannot tell which. */
  | { readonly kind: "missing" }
  /** There, but the system does not let the server read it. */
  | { readonly kind: "forbidden" };

/** A regular file inside the root. */
export interface FoundFile {
  /** Its path as looked up: the root's followed by the URL path's. A later `stat` of it follows links anew. */
  readonly path: string;
  /** Its path with every link resolved: the one to open. */
  readonly realPath: string;
  /** What `stat` told of it. */
  readonly info: Deno.FileInfo;
}

/** What decides which names are served. */
export interface ContentRootOptions {
  /** The directory's real path: absolute, every link resolved. */
  readonly directory: string;
  /** Whether names that start with a dot are served. `.well-known` always is (RFC 8615). */
  readonly dotfiles: boolean;
}

const MISSING: Resolution = { kind: "missing" };
const FORBIDDEN: Resolution = { kind: "forbidden" };

/** File systems that find `A.TXT` when asked for `a.txt`; a name must then be the one on disk. */
const IGNORES_CASE = Deno.build.os === "windows" || Deno.build.os === "darwin";
/** Names that Windows maps to another file or to a device: streams, short names, trailing dots and spaces. */
const WINDOWS_ALIAS = /[:*?"<>|]|~[0-9]|[. ]$|^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;

/** Resolves URL paths below one directory. */
export class ContentRoot {
  readonly #directory: string;
  readonly #prefix: string;
  readonly #dotfiles: boolean;

  /** Makes a resolver; nothing is read until it is asked. */
  constructor(options: ContentRootOptions) {
    this.#directory = options.directory;
    this.#prefix = options.directory.endsWith(SEPARATOR) ? options.directory : options.directory + SEPARATOR;
    this.#dotfiles = options.dotfiles;
  }

  /**
   * Resolves a normalised URL path (see `http/target`).
   *
   * @param path Starts with `/`, is decoded, has no dot segments. With a trailing slash it names a directory only.
   * @param decisions Are told why.
   */
  resolve(path: string, decisions?: Decisions): Resolution {
    if (!this.#isServed(path)) return missing(decisions, "a name in it is not served (files.dotfiles)");
    const file = this.pathOf(path);
    // A question costs a fifth of an error (2 us, 10 us), and most paths that strangers try are absent.
    if (!existsSync(file)) return missing(decisions, `there is no ${file}`, "file");
    try {
      const info = Deno.statSync(file);
      // Anything but a regular file is refused before it is opened: opening a FIFO waits for its writer.
      if (!info.isDirectory && !info.isFile) {
        return missing(decisions, `${file} is neither file nor directory`);
      }
      if (info.isFile && path.endsWith("/")) return missing(decisions, `${file} is a file, and no directory`);
      const realPath = Deno.realPathSync(file);
      if (!this.#isInside(realPath)) {
        return missing(decisions, `${file} leads out of the root, to ${realPath}`);
      }
      if (!this.#isSpelledAsOnDisk(file, realPath)) {
        return missing(decisions, `on disk it is spelled ${realPath}`);
      }
      if (realPath !== file && !this.#staysInside(path)) {
        return missing(decisions, `${file} leads out of the root and in again`);
      }
      if (decisions !== undefined) noteLink(decisions, withoutSlash(file), realPath);
      if (info.isDirectory) return { kind: "directory", directory: realPath };
      return { kind: "file", file: { path: file, realPath, info } };
    } catch (error) {
      if (lookupFailure(error) === "missing") return missing(decisions, `${file} cannot be looked up`);
      decisions?.note("fence", `the system does not let the server look at ${file}`);
      return FORBIDDEN;
    }
  }

  /** The file path below the root that a URL path spells, links not followed. */
  pathOf(path: string): string {
    const relative = path.endsWith("/") ? path.slice(1, -1) : path.slice(1);
    return this.#prefix + (SEPARATOR === "/" ? relative : relative.replaceAll("/", SEPARATOR));
  }

  /** The URL path of a real path inside the root. */
  urlPathOf(realPath: string): string {
    return `/${realPath.slice(this.#prefix.length).replaceAll(SEPARATOR, "/")}`;
  }

  #isServed(path: string): boolean {
    if (SEPARATOR === "/" && (this.#dotfiles || !path.includes("/."))) return true;
    return path.split("/").every((segment) =>
      (this.#dotfiles || !segment.startsWith(".") || segment === ".well-known") &&
      (SEPARATOR === "/" || !WINDOWS_ALIAS.test(segment))
    );
  }

  /** Compared with the separator, so that `pub` does not let `pub-private` in. */
  #isInside(realPath: string): boolean {
    return realPath === this.#directory || realPath.startsWith(this.#prefix);
  }

  /** Whether no component leads outside: a way out and in again would tell what the directories around the root are called. */
  #staysInside(path: string): boolean {
    for (let slash = path.indexOf("/", 1); slash > 0; slash = path.indexOf("/", slash + 1)) {
      if (!this.#isInside(Deno.realPathSync(this.pathOf(path.slice(0, slash))))) return false;
    }
    return true;
  }

  #isSpelledAsOnDisk(file: string, realPath: string): boolean {
    const plain = withoutSlash(file);
    return !IGNORES_CASE || plain === realPath || plain.toLowerCase() !== realPath.toLowerCase();
  }
}

function missing(decisions: Decisions | undefined, why: string, step = "fence"): Resolution {
  decisions?.note(step, why);
  return MISSING;
}

function noteLink(decisions: Decisions, file: string, realPath: string): void {
  if (realPath !== file) decisions.note("fence", `${file} is by links ${realPath}, which is in the root`);
}

function withoutSlash(file: string): string {
  return file.endsWith(SEPARATOR) ? file.slice(0, -1) : file;
}
