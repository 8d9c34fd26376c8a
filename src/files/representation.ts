/**
 * A file as a representation: its bytes or where to get them, and what describes them.
 *
 * @module
 */
import { createHash } from "node:crypto";
import type { EntityTag } from "../http/entity_tag.ts";
import type { FoundFile } from "./content_root.ts";
import { type FileIdentity, identityOf, isSettled } from "./file_identity.ts";
import { lookupFailure } from "./lookup_failure.ts";
import { OpenFile, type RandomAccess } from "./open_file.ts";
import { readWholeFile } from "./whole_file.ts";

/** What both kinds of representation tell. */
interface Described {
  /** Length in bytes. */
  readonly length: number;
  /** The entity tag. */
  readonly tag: EntityTag;
  /** Modification time, whole seconds, in milliseconds since 1970; never in the future (RFC 9110 §8.8.2.1). */
  readonly modified: number;
  /** The state of the file that was read. */
  readonly identity: FileIdentity;
  /** Whether it may be remembered; see `isSettled`. */
  readonly settled: boolean;
}

/** A representation that was read whole. */
export interface LoadedRepresentation extends Described {
  readonly kind: "loaded";
  /** With room for the head of an answer in front of it, in the same memory: see `http/prepared_answer`. */
  readonly bytes: Uint8Array;
}

/** A representation too large to be held in memory: an open file, to be closed by whoever has it. */
export interface OpenRepresentation extends Described {
  readonly kind: "open";
  readonly file: RandomAccess;
}

/** A file's representation. */
export type Representation = LoadedRepresentation | OpenRepresentation;

/** Why there is no representation. */
export type NoRepresentation =
  /** The name is gone. */
  | { readonly kind: "missing" }
  /** It is there, but the system does not let the server read it. */
  | { readonly kind: "forbidden" }
  /** The name was given to another file since it was looked up, and must be looked up again. */
  | { readonly kind: "replaced" };

const REPLACED: NoRepresentation = { kind: "replaced" };

/**
 * Opens a file and, unless it is large, reads it.
 *
 * Everything told of it comes from the open file, so that content and description belong together even
 * when the name is given to another file meanwhile.
 *
 * @param largest Bytes up to which a file is read into memory.
 * @param now Milliseconds since 1970.
 */
export function openRepresentation(
  found: FoundFile,
  largest: number,
  now: number,
): Representation | NoRepresentation {
  const file = openFound(found);
  if (!(file instanceof Deno.FsFile)) return file;
  let keep = false;
  try {
    const info = statOpen(file);
    // Another file than the one that was looked up may be one that the root does not have.
    if (info !== undefined && !isSame(info, found.info)) return REPLACED;
    const { size } = info ?? found.info;
    if (size <= largest) return loaded(file, info ?? found.info, largest, now);
    keep = true;
    return opened(file, info, found.info, now);
  } finally {
    if (!keep) file.close();
  }
}

function openFound(found: FoundFile): Deno.FsFile | NoRepresentation {
  try {
    return Deno.openSync(found.realPath, { read: true });
  } catch (error) {
    return { kind: lookupFailure(error) };
  }
}

/** What the open file tells of itself; nothing where it is one that the binary carries, which never changes. */
function statOpen(file: Deno.FsFile): Deno.FileInfo | undefined {
  try {
    return file.statSync();
  } catch (error) {
    if (error instanceof Deno.errors.NotSupported) return undefined;
    throw error;
  }
}

/** The number of a file that was removed is soon given to another one, which is younger. */
function isSame(info: Deno.FileInfo, found: Deno.FileInfo): boolean {
  return info.isFile && info.ino === found.ino && info.dev === found.dev &&
    info.birthtime?.getTime() === found.birthtime?.getTime();
}

function loaded(file: Deno.FsFile, found: Deno.FileInfo, largest: number, now: number): LoadedRepresentation {
  const { bytes, info } = readWholeFile(file, { info: found, largest, stat: () => statOpen(file) });
  return { kind: "loaded", ...describe(info, now), length: bytes.length, tag: contentTag(bytes), bytes };
}

function opened(
  file: Deno.FsFile,
  info: Deno.FileInfo | undefined,
  found: Deno.FileInfo,
  now: number,
): OpenRepresentation {
  const described = describe(info ?? found, now);
  const { identity, settled } = described;
  const open = new OpenFile(file, info === undefined ? undefined : identity);
  return { kind: "open", ...described, length: identity.size, tag: stateTag(identity, settled), file: open };
}

function describe(info: Deno.FileInfo, now: number): Pick<Described, "identity" | "settled" | "modified"> {
  const identity = identityOf(info);
  return { identity, settled: isSettled(identity, now), modified: wholeSecond(identity.modified, now) };
}

/** The content's hash: the same on every server that has the same file, and after every deploy. */
function contentTag(bytes: Uint8Array): EntityTag {
  return { weak: false, opaque: shortHash(bytes) };
}

/**
 * A tag of the file's state, for content too large to hash. While the file could still be changed without
 * its state showing it, the tag is weak (RFC 9110 §8.8.1): good for a reload, not for resuming a download.
 */
function stateTag(identity: FileIdentity, settled: boolean): EntityTag {
  const { inode, size, modified, changed } = identity;
  return { weak: !settled, opaque: shortHash(`${inode} ${size} ${modified} ${changed}`) };
}

/** 96 bits: enough to never meet the same twice, and nothing of the content or the disk can be read from it. */
function shortHash(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("base64url").slice(0, 16);
}

function wholeSecond(time: number, now: number): number {
  return Math.floor(Math.min(time, now) / 1000) * 1000;
}
