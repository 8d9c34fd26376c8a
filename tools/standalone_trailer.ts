/**
 * The end of an executable made by `deno compile` on Linux, and what stands before it.
 *
 * There such a file is Deno's runtime ("denort"), the program, and a trailer of 16 bytes, all
 * little-endian: u32 magic number, u32 checksum of the section's name, u64 number of bytes that
 * were put behind the runtime, trailer included. Cutting those off gives the runtime back.
 *
 * @module
 */

/** Bytes in the trailer. */
export const TRAILER_LENGTH = 16;

/** The magic number that opens the trailer. */
export const TRAILER_MAGIC = 0x501e;

/** The sum of the bytes of `d3n0l4nd`, the name under which Deno files the program. */
export const SECTION_CHECKSUM = 0x2a7;

/** The bytes do not end as an executable made by `deno compile` does. */
export class TrailerError extends Error {
  override name = "TrailerError";
}

/**
 * Cuts the program and its trailer off an executable made by `deno compile`.
 *
 * @param executable the whole file
 * @returns a view of the runtime, at the same memory
 * @throws {TrailerError} when the trailer is missing, not Deno's, or its length impossible
 */
export function cutTrailer(executable: Uint8Array): Uint8Array {
  const start = executable.length - TRAILER_LENGTH;
  if (start < 0) throw new TrailerError(`${executable.length} bytes are too few for a trailer`);
  const trailer = new DataView(executable.buffer, executable.byteOffset + start, TRAILER_LENGTH);

  const magic = trailer.getUint32(0, true);
  if (magic !== TRAILER_MAGIC) {
    throw new TrailerError(`no trailer: the magic number is 0x${magic.toString(16)}`);
  }
  const checksum = trailer.getUint32(4, true);
  if (checksum !== SECTION_CHECKSUM) {
    throw new TrailerError(`not Deno's trailer: the name's checksum is 0x${checksum.toString(16)}`);
  }
  const length = trailer.getBigUint64(8, true);
  if (length < TRAILER_LENGTH || length >= executable.length) {
    throw new TrailerError(`${length} bytes cannot end a file of ${executable.length}`);
  }
  return executable.subarray(0, executable.length - Number(length));
}
