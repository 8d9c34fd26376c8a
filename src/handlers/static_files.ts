/**
 * The default handler: answers GET and HEAD with the files of the content root.
 *
 * @module
 */
import type { ContentRoot, FoundFile } from "../files/content_root.ts";
import type { FileCache } from "../files/file_cache.ts";
import { isUnchanged } from "../files/file_identity.ts";
import {
  type LoadedRepresentation,
  openRepresentation,
  type Representation,
} from "../files/representation.ts";
import { formatEntityTag } from "../http/entity_tag.ts";
import { formatHttpDate } from "../http/http_date.ts";
import { evaluatePreconditions, hasPreconditions } from "../http/preconditions.ts";
import type { HttpRequest } from "../http/request.ts";
import { type FieldLine, HttpResponse } from "../http/response.ts";
import { directoryRedirect } from "./directory_redirect.ts";
import type { Handler } from "./handler.ts";

/** What {@linkcode staticFiles} needs. */
export interface StaticFilesOptions {
  /** The directory that is served. */
  readonly root: ContentRoot;
  /** Names tried in this order for a directory. */
  readonly index: readonly string[];
  /** Hot files. */
  readonly cache: FileCache<CachedFile>;
  /** Bytes up to which a file is read into memory. */
  readonly largestInMemory: number;
  /** Milliseconds for which a cached file is trusted without a look at the disk; 0: never. */
  readonly validFor: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A file whose answers are made. */
export interface CachedFile {
  /** Memory held, in bytes. */
  readonly weight: number;
  /** The path whose `stat` tells whether the file changed; links are followed anew. */
  readonly path: string;
  readonly representation: LoadedRepresentation;
  readonly full: HttpResponse;
  readonly notModified: HttpResponse;
  /** When it was last found unchanged. */
  checked: number;
}

const NOT_FOUND = new HttpResponse({ status: 404 });
const FORBIDDEN = new HttpResponse({ status: 403 });
const PRECONDITION_FAILED = new HttpResponse({ status: 412 });

/** Serves the files of a content root; expects GET and HEAD only (see `allowedMethods`). */
export function staticFiles(options: StaticFilesOptions): Handler {
  const files = new StaticFiles(options);
  return (request) => files.answer(request);
}

class StaticFiles {
  readonly #options: StaticFilesOptions;

  constructor(options: StaticFilesOptions) {
    this.#options = options;
  }

  answer(request: HttpRequest): HttpResponse {
    // 1. A hot file that did not change is answered from memory.
    const { path } = request.target;
    const cached = this.#options.cache.get(path);
    if (cached !== undefined) {
      if (this.#isFresh(cached)) return this.#conditional(request, cached);
      this.#options.cache.delete(path);
    }
    // 2. Else the path is resolved; a directory stands for its index file.
    const found = this.#options.root.resolve(path);
    if (found.kind === "forbidden") return FORBIDDEN;
    if (found.kind === "missing") return NOT_FOUND;
    if (found.kind === "file") return this.#file(request, found.file, path);
    if (!path.endsWith("/")) return directoryRedirect(request.target);
    return this.#index(request);
  }

  /** The first index file that is there; an index that is a directory or leaves the root is none. */
  #index(request: HttpRequest): HttpResponse {
    const { path } = request.target;
    for (const [position, name] of this.#options.index.entries()) {
      const found = this.#options.root.resolve(path + name);
      if (found.kind === "forbidden") return FORBIDDEN;
      // Only the first choice is remembered for the directory: a later one may be preceded any moment.
      if (found.kind === "file") return this.#file(request, found.file, position === 0 ? path : path + name);
    }
    return NOT_FOUND;
  }

  #file(request: HttpRequest, file: FoundFile, key: string): HttpResponse {
    const now = this.#options.now();
    const representation = openRepresentation(file, this.#options.largestInMemory, now);
    if (representation === undefined) return NOT_FOUND;
    if (representation.kind === "open") return this.#large(request, representation);
    const cached = describe(file.path, representation, now);
    if (representation.settled) this.#options.cache.set(key, cached);
    return this.#conditional(request, cached);
  }

  #conditional(request: HttpRequest, cached: CachedFile): HttpResponse {
    if (!hasPreconditions(request.fields)) return cached.full;
    switch (evaluatePreconditions(request.fields, cached.representation, this.#options.now())) {
      case 304:
        return cached.notModified;
      case 412:
        return PRECONDITION_FAILED;
      default:
        return cached.full;
    }
  }

  #large(request: HttpRequest, large: Representation & { readonly kind: "open" }): HttpResponse {
    const verdict = evaluatePreconditions(request.fields, large, this.#options.now());
    const sends = verdict === "proceed" && request.method === "GET";
    if (!sends) large.source.close();
    if (verdict === 412) return PRECONDITION_FAILED;
    if (verdict === 304) return notModified(large);
    const fields = [["Content-Type", large.mediaType] as const, ...validatorFields(large)];
    return new HttpResponse({ status: 200, fields, length: large.length, body: sends ? large.source : null });
  }

  #isFresh(cached: CachedFile): boolean {
    const { validFor } = this.#options;
    const now = validFor > 0 ? this.#options.now() : 0;
    if (now < cached.checked + validFor) return true;
    try {
      if (!isUnchanged(cached.representation.identity, Deno.statSync(cached.path))) return false;
    } catch {
      // Whatever keeps it from being looked at, resolving the path anew tells it properly.
      return false;
    }
    cached.checked = now;
    return true;
  }
}

function describe(path: string, representation: LoadedRepresentation, now: number): CachedFile {
  const fields = [["Content-Type", representation.mediaType] as const, ...validatorFields(representation)];
  return {
    weight: representation.bytes.length,
    path,
    representation,
    full: new HttpResponse({ status: 200, fields, body: representation.bytes }),
    notModified: notModified(representation),
    checked: now,
  };
}

/** RFC 9110 §15.4.5: the fields that a 200 would have sent to help caches. */
function notModified(representation: Representation): HttpResponse {
  return new HttpResponse({ status: 304, fields: validatorFields(representation) });
}

function validatorFields(representation: Representation): FieldLine[] {
  return [
    ["Cache-Control", "no-cache"],
    ["Last-Modified", formatHttpDate(representation.modified)],
    ["ETag", formatEntityTag(representation.tag)],
  ];
}
