/** Checksums of files that are too big to be read whole for it. */

import { createHash } from "node:crypto";

/**
 * A file's checksum in the notation of Subresource Integrity, which npm uses: `sha512-` and the
 * digest in base64.
 *
 * @throws {Deno.errors.NotFound} when there is no such file
 */
export async function integrityOf(path: string, algorithm: "sha256" | "sha512"): Promise<string> {
  const hash = createHash(algorithm);
  using file = await Deno.open(path);
  const buffer = new Uint8Array(1 << 20);
  for (let read = await file.read(buffer); read !== null; read = await file.read(buffer)) {
    hash.update(buffer.subarray(0, read));
  }
  return `${algorithm}-${hash.digest("base64")}`;
}
