/**
 * Web origins (RFC 6454): who may read an answer from another site's page.
 *
 * @module
 */

/** Every origin. */
const ANY = "*";

/** A scheme, a host and perhaps a port; the slash that a copied address has after them does not matter. */
const ORIGIN = /^([A-Za-z][0-9A-Za-z+.-]*):\/\/([0-9A-Za-z._-]+|\[[0-9A-Fa-f:.]+\])(?::([0-9]{1,5}))?\/?$/;

/**
 * Reads an origin, or `*`. It comes back as browsers write it in the Origin field: in lower case, without
 * the scheme's own port. `null` is refused: any page can get itself that origin.
 *
 * @returns undefined for anything else
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseOrigin } from "./origin.ts";
 *
 * assertEquals(parseOrigin("https://Example.org:443/"), "https://example.org");
 * assertEquals(parseOrigin("example.org"), undefined);
 * ```
 */
export function parseOrigin(text: string): string | undefined {
  if (text === ANY) return text;
  const [whole, scheme = ""] = ORIGIN.exec(text) ?? [];
  if (whole === undefined || !URL.canParse(text)) return undefined;
  // Of schemes that it does not know the URL parser says no origin: those of apps and browser extensions.
  if (/^https?$/i.test(scheme)) return new URL(text).origin;
  return text.replace(/\/$/, "").toLowerCase();
}
