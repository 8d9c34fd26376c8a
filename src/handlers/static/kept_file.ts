/**
 * Files that are kept from one request to the next, with the answers made of them.
 *
 * @module
 */
import type { Watched } from "../../files/freshness.ts";
import type { LargeRepresentation, LoadedRepresentation } from "../../files/representation.ts";
import { HttpResponse } from "../../http/response.ts";
import { HotRanges } from "./hot_ranges.ts";
import type { ServedFile } from "./served_file.ts";

/** A file that is held in memory whole. */
export interface CachedFile extends ServedFile<LoadedRepresentation>, Watched {
  readonly kind: "cached";
  /** Memory held, in bytes. */
  readonly weight: number;
  readonly full: HttpResponse;
  readonly notModified: HttpResponse;
}

/** A large file: what is told of it is kept, and the ranges that are asked for again and again. */
export interface LargeFile extends ServedFile<LargeRepresentation>, Watched {
  readonly kind: "large";
  /** Memory held, in bytes. */
  readonly weight: number;
  /** The answer to HEAD. */
  readonly described: HttpResponse;
  readonly notModified: HttpResponse;
  /** Empty, and stays so, as long as the file is not settled. */
  readonly hotRanges: HotRanges;
}

/** Either. */
export type KeptFile = CachedFile | LargeFile;

/** What {@linkcode keptFile} goes by. */
export interface KeptFileOptions {
  /** When the file was looked at, in milliseconds since 1970. */
  readonly now: number;
  /** Paths on the disk at which another file would be served instead. Default: none. */
  readonly absent?: readonly string[];
}

/** What {@linkcode largeFile} goes by. */
export interface LargeFileOptions extends KeptFileOptions {
  /** Most memory for ranges of the file, in bytes. */
  readonly memory: number;
  /** Called when the file's weight has changed. */
  readonly weighAnew: (file: LargeFile) => void;
}

/** Makes a file's answers, to be used for as long as it does not change. */
export function cachedFile(served: ServedFile<LoadedRepresentation>, options: KeptFileOptions): CachedFile {
  const { representation, fields, notModifiedFields } = served;
  return {
    kind: "cached",
    ...served,
    ...watched(served, options),
    weight: representation.length,
    full: new HttpResponse({ status: 200, fields, body: representation.bytes, hasRoom: true }),
    notModified: new HttpResponse({ status: 304, fields: notModifiedFields }),
  };
}

/** Makes those answers of a large file that have no body. */
export function largeFile(served: ServedFile<LargeRepresentation>, options: LargeFileOptions): LargeFile {
  const { representation, fields, notModifiedFields } = served;
  const memory = representation.settled ? options.memory : 0;
  const hotRanges = new HotRanges(memory, () => options.weighAnew(file));
  const file: LargeFile = {
    kind: "large",
    ...served,
    ...watched(served, options),
    get weight() {
      return hotRanges.bytes;
    },
    described: new HttpResponse({ status: 200, fields, length: representation.length }),
    notModified: new HttpResponse({ status: 304, fields: notModifiedFields }),
    hotRanges,
  };
  return file;
}

function watched({ representation, description }: ServedFile, options: KeptFileOptions): Watched {
  const { now, absent = [] } = options;
  return { path: description.path, identity: representation.identity, absent, checked: now, turn: -1 };
}
