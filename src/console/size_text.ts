/**
 * Numbers of bytes for people.
 *
 * @module
 */
import { format } from "@std/fmt/bytes";

/** `1.5 KiB`: the library writes a small k, which IEC 80000-13 does not know. */
export function sizeText(bytes: number): string {
  return format(bytes, { binary: true }).replace("kiB", "KiB");
}
