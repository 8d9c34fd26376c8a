/**
 * Colour, where it can be seen.
 *
 * @module
 */
import { bold, dim, red } from "@std/fmt/colors";

/** Wraps text in what a terminal shows as that style; without colour, gives it back as it is. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
}

/** The style for a stream: coloured on a terminal, unless `NO_COLOR` is set (https://no-color.org). */
export function styleFor(stream: { isTerminal(): boolean }): Style {
  if (stream.isTerminal() && !Deno.noColor) return { bold, dim, red };
  const plain = (text: string) => text;
  return { bold: plain, dim: plain, red: plain };
}
