/**
 * The methods that are known by name.
 *
 * @module
 */

/**
 * The methods of RFC 9110 §9.3 and PATCH (RFC 5789). Any other token is answered 501; which of these a
 * resource allows is its handler's matter (405).
 */
export const METHODS: readonly string[] = [
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "DELETE",
  "OPTIONS",
  "PATCH",
  "TRACE",
  "CONNECT",
];

/** A method token longer than this is refused before its end is seen. */
export const LONGEST_METHOD = 32;

const spelled: readonly (readonly [name: string, bytes: Uint8Array])[] = METHODS
  .map((name) => [
    name,
    new TextEncoder().encode(name),
  ]);

/**
 * Recognises a method in the bytes of a head; methods are case-sensitive (RFC 9110 §9.1).
 *
 * @returns The method's name as a shared string, or `undefined` when it is none of {@linkcode METHODS}.
 */
export function knownMethod(
  bytes: Uint8Array,
  start: number,
  end: number,
): string | undefined {
  for (const [name, letters] of spelled) {
    if (letters.length === end - start && equals(bytes, start, letters)) {
      return name;
    }
  }
  return undefined;
}

function equals(
  bytes: Uint8Array,
  start: number,
  letters: Uint8Array,
): boolean {
  for (let i = 0; i < letters.length; i++) {
    if (bytes[start + i] !== letters[i]) return false;
  }
  return true;
}
