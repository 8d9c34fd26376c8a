/**
 * Telling a page that a person goes to from what a page loads.
 *
 * @module
 */
import { acceptsMediaType } from "../../http/negotiation.ts";
import type { HttpRequest } from "../../http/request.ts";

const OFFERED = ["*", "text/html"] as const;

/**
 * Whether a request is a navigation: to a path whose last segment has no extension, by a client that names
 * HTML among what it accepts, and says nothing else of its purpose (Sec-Fetch-Mode, Fetch Metadata §2.2).
 */
export function isNavigation(request: HttpRequest): boolean {
  const { path } = request.target;
  if (path.slice(path.lastIndexOf("/") + 1).includes(".")) return false;
  const mode = request.fields.get("sec-fetch-mode");
  if (mode !== undefined) return mode === "navigate";
  const accept = request.fields.get("accept");
  return accept !== undefined && acceptsMediaType(accept, OFFERED) === "text/html";
}
