/**
 * The default handler: answers GET and HEAD with the files of the content root.
 *
 * @module
 */
import type { EntryCache } from "../files/file_cache.ts";
import { doubt, type Freshness } from "../files/freshness.ts";
import { readRepresentation, type Representation } from "../files/representation.ts";
import { type Turn, TurnMemory } from "../files/turn.ts";
import type { Decisions } from "../http/decisions.ts";
import type { HttpRequest } from "../http/request.ts";
import { type FieldLine, HttpResponse } from "../http/response.ts";
import { Dressing } from "./dressing.ts";
import { afterwards, type Handler } from "./handler.ts";
import type { DirectoryAnswer } from "./listing/directory_listing.ts";
import type { CodedFiles } from "./static/coded_files.ts";
import { asksToSave, savedAnswer } from "./static/download.ts";
import { answerWithFile } from "./static/file_answer.ts";
import type { FileDescriber } from "./static/file_describer.ts";
import {
  cachedFile,
  type KeptFile,
  type KeptFileOptions,
  type LargeFile,
  largeFile,
} from "./static/kept_file.ts";
import type { LocatedFile, Location, Locator } from "./static/locator.ts";
import { isNavigation } from "./static/navigation.ts";
import { pathRedirect } from "./static/path_redirect.ts";
import { type FileDescription, serveFile, VARY } from "./static/served_file.ts";

/** What {@linkcode staticFiles} needs. */
export interface StaticFilesOptions {
  readonly locator: Locator;
  readonly describer: FileDescriber;
  readonly coded: CodedFiles;
  /** Hot files, by path. */
  readonly cache: EntryCache<KeptFile>;
  readonly freshness: Freshness;
  readonly turn: Turn;
  /** Bytes up to which a file is read into memory. */
  readonly largestInMemory: number;
  /** Answers for a directory without an index file; absent: it is as if it were not there. */
  readonly listing: DirectoryAnswer | undefined;
  /** Whether `?download` asks to save a file. */
  readonly downloadQuery: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

type Answer = HttpResponse | Promise<HttpResponse>;

const NOT_FOUND = new HttpResponse({ status: 404 });
const FORBIDDEN = new HttpResponse({ status: 403 });
const NOT_ACCEPTABLE = new HttpResponse({ status: 406, fields: [VARY] });
/** What `isNavigation` goes by: a shared cache must not give a script the page (RFC 9110 §12.5.5). */
const VARY_BY_PURPOSE: FieldLine = ["Vary", "Accept, Sec-Fetch-Mode"];
const UNAVAILABLE = new HttpResponse({ status: 503, fields: [["Retry-After", "1"]] });

/** How often a path is looked up whose file is another one whenever it is about to be opened. */
const MOST_LOOKUPS = 10;
/** The cache's key for the fallback file; every path starts with a slash. */
const FALLBACK = "fallback";

/** Serves the files of a content root; expects GET and HEAD only (see `allowedMethods`). */
export function staticFiles(options: StaticFilesOptions): Handler {
  const files = new StaticFiles(options);
  return (request) => files.answer(request);
}

class StaticFiles {
  readonly #options: StaticFilesOptions;
  /** What paths without a file stand for: those who ask for one again and again cost no more than for one that is there. */
  readonly #fileless: TurnMemory<Exclude<Location, LocatedFile>>;

  readonly #varied = new Dressing((response: HttpResponse, field: FieldLine) => response.withFields([field]));

  constructor(options: StaticFilesOptions) {
    this.#options = options;
    this.#fileless = new TurnMemory(options.turn);
  }

  answer(request: HttpRequest): Answer {
    // 1. A known file that did not change is not looked up again.
    const { path } = request.target;
    request.decisions?.looksForFile?.();
    return this.#remembered(request, path, MOST_LOOKUPS) ?? this.#locate(request, path, MOST_LOOKUPS);
  }

  #remembered(request: HttpRequest, key: string, lookups: number): Answer | undefined {
    const { cache, freshness } = this.#options;
    const file = cache.get(key);
    if (file === undefined) return undefined;
    if (freshness.holds(file)) {
      const what = file.kind === "cached" ? "is in memory" : "was described before";
      request.decisions?.note("cache", `${file.path} ${what}, and has not changed`);
      return this.#inCoding(request, file, lookups);
    }
    cache.delete(key);
    return undefined;
  }

  /** 2. Else the path is located. */
  #locate(request: HttpRequest, path: string, lookups: number): Answer {
    if (lookups === 0) return UNAVAILABLE;
    const found = this.#fileless.get(path) ?? this.#look(path, request.decisions);
    switch (found.kind) {
      case "file":
        return this.#file(request, found, path, lookups);
      case "redirect":
        return pathRedirect(found.path, request.target.query);
      case "forbidden":
        return FORBIDDEN;
      case "directory":
        return this.#options.listing?.(request, path) ?? this.#missing(request, lookups);
      case "missing":
        return this.#missing(request, lookups);
    }
  }

  #look(path: string, decisions: Decisions | undefined): Location {
    const found = this.#options.locator.locate(path, decisions);
    if (found.kind !== "file") this.#fileless.set(path, found);
    return found;
  }

  /** A single-page application answers every page that it has an address for; a missing script stays missing. */
  #missing(request: HttpRequest, lookups: number): Answer {
    if (!this.#options.locator.hasFallback) return NOT_FOUND;
    const isPage = isNavigation(request);
    if (!isPage) {
      request.decisions?.note("fallback", "files.fallback is for pages that a person goes to: 404");
    }
    const answer = isPage ? this.#fallback(request, lookups) : NOT_FOUND;
    return afterwards(answer, (response) => this.#varied.put(response, VARY_BY_PURPOSE));
  }

  #fallback(request: HttpRequest, lookups: number): Answer {
    const { locator } = this.#options;
    request.decisions?.note("fallback", "it is a page that a person goes to: files.fallback answers");
    const known = this.#remembered(request, FALLBACK, lookups);
    if (known !== undefined) return known;
    const found = locator.locateFallback(request.decisions);
    return found.kind === "file" ? this.#file(request, found, FALLBACK, lookups) : NOT_FOUND;
  }

  /** 3. The file is read and described. */
  #file(request: HttpRequest, found: LocatedFile, key: string, lookups: number): Answer {
    const { largestInMemory, cache, describer } = this.#options;
    const now = this.#options.now();
    const read = readRepresentation(found.file, largestInMemory, now);
    switch (read.kind) {
      case "loaded":
      case "large": {
        const description = describer.describe(found.file.path, found.urlPath, request.decisions);
        const file = this.#kept(key, read, description, { now, absent: found.absent });
        if (read.settled) cache.set(key, file);
        return this.#inCoding(request, file, lookups);
      }
      case "forbidden":
        return FORBIDDEN;
      case "missing": // Or so it looked, for the moment in which another file took its place.
      case "replaced":
        return this.#locate(request, request.target.path, lookups - 1);
    }
  }

  #kept(key: string, read: Representation, description: FileDescription, options: KeptFileOptions): KeptFile {
    const { cache, largestInMemory: memory } = this.#options;
    if (read.kind === "loaded") return cachedFile(serveFile(read, description), options);
    const weighAnew = (file: LargeFile): void => cache.set(key, file);
    return largeFile(serveFile(read, description), { ...options, memory, weighAnew });
  }

  /** 4. The coding is chosen. */
  #inCoding(request: HttpRequest, asIs: KeptFile, lookups: number): Answer {
    const selected = this.#options.coded.select(request, asIs);
    if (selected === undefined) return NOT_ACCEPTABLE;
    if (selected instanceof Promise) return selected.then((file) => this.#send(request, file, lookups));
    return this.#send(request, selected, lookups);
  }

  /** 5. Preconditions and ranges decide what is sent of it. */
  #send(request: HttpRequest, file: KeptFile, lookups: number): Answer {
    const response = answerWithFile(request, file, this.#options.now);
    if (response === undefined) {
      doubt(file);
      return this.#locate(request, request.target.path, lookups - 1);
    }
    if (!this.#options.downloadQuery || !asksToSave(request.target.query)) return response;
    return savedAnswer(response, file.description.urlPath);
  }
}
