/**
 * A preset of fields that make browsers more careful with a site's answers.
 *
 * @module
 */
import type { FieldLine, HttpResponse } from "../http/response.ts";
import { Dressing } from "./dressing.ts";

const PRESET: readonly FieldLine[] = [
  // A script or a style is only what its media type says.
  ["X-Content-Type-Options", "nosniff"],
  // No page of another site shows this one in a frame and has its visitors click there.
  ["X-Frame-Options", "SAMEORIGIN"],
  // Other sites learn where their visitors come from, but not from which page.
  ["Referrer-Policy", "strict-origin-when-cross-origin"],
  // A page that opened this one gets no hold of its window.
  ["Cross-Origin-Opener-Policy", "same-origin"],
];

/**
 * Makes what adds the preset to answers. A field that an answer has already is left as it is: somebody has
 * set it for that path.
 */
export function securityHeaders(): (response: HttpResponse) => HttpResponse {
  const dressing = new Dressing((response: HttpResponse, preset: readonly FieldLine[]) =>
    response.withFields(preset.filter(([name]) => response.field(name) === undefined))
  );
  return (response) => dressing.put(response, PRESET);
}
