/**
 * A file as a representation: its bytes or where to get them, and what describes them.
 *
 * @module
 */
import { createHash } from "node:crypto";
import type { EntityTag } from "../http/entity_tag.ts";
import type { FoundFile } from "./content_root.ts";
import { type FileIdentity, identityOf, isSettled } from "./file_identity.ts";
import { LargeContent } from "./large_content.ts";
import { isSameFile, openToRead, statOpen } from "./open_file.ts";
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

/** A representation too large to be held in memory. */
export interface LargeRepresentation extends Described {
  readonly kind: "large";
  readonly content: LargeContent;
}

/** A file's representation. */
export type Representation = LoadedRepresentation | LargeRepresentation;

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
 * Reads a file or, if it is large, what is told of it.
 *
 * Everything told of it comes from the open file, so that content and description belong together even
 * when the name is given to another file meanwhile.
 *
 * @param largest Bytes up to which a file is read into memory.
 * @param now Milliseconds since 1970.
 */
export function readRepresentation(
  found: FoundFile,
  largest: number,
  now: number,
): Representation | NoRepresentation {
  const file = openToRead(found.realPath);
  if (!(file instanceof Deno.FsFile)) return { kind: file };
  using _closed = file;
  const info = statOpen(file) ?? found.info;
  // Another file than the one that was looked up may be one that the root does not have.
  if (!isSameFile(info, found.info)) return REPLACED;
  return info.size <= largest ? loaded(file, info, largest, now) : large(found, info, now);
}

function loaded(file: Deno.FsFile, found: Deno.FileInfo, largest: number, now: number): LoadedRepresentation {
  const { bytes, info } = readWholeFile(file, { info: found, largest, stat: () => statOpen(file) });
  return { kind: "loaded", ...describe(info, now), length: bytes.length, tag: contentTag(bytes), bytes };
}

function large(found: FoundFile, info: Deno.FileInfo, now: number): LargeRepresentation {
  const described = describe(info, now);
  const { identity, settled } = described;
  const content = new LargeContent({ found, identity, settled });
  return { kind: "large", ...described, length: identity.size, tag: stateTag(identity, settled), content };
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
