/**
 * A file as a representation: its bytes or where to get them, and what describes them.
 *
 * @module
 */
import { createHash } from "node:crypto";
import type { EntityTag } from "../http/entity_tag.ts";
import type { ByteSource } from "../http/response.ts";
import type { FoundFile } from "./content_root.ts";
import { type FileIdentity, identityOf, isSettled } from "./file_identity.ts";
import { FileSource } from "./file_source.ts";
import { mediaType } from "./media_type.ts";

/** What both kinds of representation tell. */
interface Described {
  /** The Content-Type. */
  readonly mediaType: string;
  /** Length in bytes. */
  readonly length: number;
  /** The entity tag. */
  readonly tag: EntityTag;
  /** Modification time, whole seconds, in milliseconds since 1970; never in the future (RFC 9110 §8.8.2.1). */
  readonly modified: number;
  /** The state of the file that was read. */
  readonly identity: FileIdentity;
}

/** A representation that was read whole. */
export interface LoadedRepresentation extends Described {
  readonly kind: "loaded";
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Whether it may be remembered; see `isSettled`. */
  readonly settled: boolean;
}

/** A representation too large to be held in memory: an open file. */
export interface OpenRepresentation extends Described {
  readonly kind: "open";
  /** The whole content; close it when it is not sent. */
  readonly source: ByteSource;
}

/** A file's representation. */
export type Representation = LoadedRepresentation | OpenRepresentation;

/**
 * Opens a file and, unless it is large, reads it.
 *
 * Everything told of it comes from the open file, so that content and description belong together even
 * when the name is given to another file meanwhile.
 *
 * @param largest Bytes up to which a file is read into memory.
 * @param now Milliseconds since 1970.
 * @returns `undefined` when the name stopped being the regular file that was found.
 */
export function openRepresentation(
  found: FoundFile,
  largest: number,
  now: number,
): Representation | undefined {
  const file = openFound(found);
  if (file === undefined) return undefined;
  let keep = false;
  try {
    const info = file.statSync();
    if (!info.isFile || info.ino !== found.info.ino || info.dev !== found.info.dev) return undefined;
    const identity = identityOf(info);
    const described = {
      mediaType: mediaType(found.path),
      modified: wholeSecond(identity.modified, now),
      identity,
    };
    const settled = isSettled(identity, now);
    if (info.size <= largest) {
      const bytes = readWhole(file, info.size);
      const tag = contentTag(bytes);
      return { kind: "loaded", ...described, length: bytes.length, tag, bytes, settled };
    }
    keep = true;
    const source = new FileSource(file, info.size);
    return { kind: "open", ...described, length: info.size, tag: stateTag(identity, settled), source };
  } finally {
    if (!keep) file.close();
  }
}

function openFound(found: FoundFile): Deno.FsFile | undefined {
  try {
    return Deno.openSync(found.realPath, { read: true });
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Reads `size` bytes, or fewer where the file was cut short meanwhile. */
function readWhole(file: Deno.FsFile, size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let length = 0;
  while (length < size) {
    const read = file.readSync(bytes.subarray(length));
    if (read === null || read === 0) break;
    length += read;
  }
  return length === size ? bytes : bytes.slice(0, length);
}

/** 96 bits of the content's hash: the same on every server that has the same file, and after every deploy. */
function contentTag(bytes: Uint8Array): EntityTag {
  return { weak: false, opaque: createHash("sha256").update(bytes).digest("base64url").slice(0, 16) };
}

/**
 * A tag of the file's state, for content too large to hash. While the file could still be changed without
 * its state showing it, the tag is weak (RFC 9110 §8.8.1): good for a reload, not for resuming a download.
 */
function stateTag(identity: FileIdentity, settled: boolean): EntityTag {
  const parts = [identity.inode, identity.size, identity.modified, identity.changed / 1000];
  return { weak: !settled, opaque: parts.map((part) => Math.round(part).toString(36)).join("-") };
}

function wholeSecond(time: number, now: number): number {
  return Math.floor(Math.min(time, now) / 1000) * 1000;
}
