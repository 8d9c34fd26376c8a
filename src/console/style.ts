/**
 * Colour, where it can be seen.
 *
 * @module
 */
/** Wraps text in what a terminal shows as that style; without colour, gives it back as it is. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
}

/**
 * Select Graphic Rendition (ECMA-48 §8.3.117). Not @std/fmt's: that looks at our own `NO_COLOR`, and the terminal may be
 * a client's.
 */
const rendition = (on: number, off: number) => (text: string) => `\x1b[${on}m${text}\x1b[${off}m`;

/** The style of a terminal that shows colours. */
export const COLOURED: Style = {
  bold: rendition(1, 22),
  dim: rendition(2, 22),
  red: rendition(31, 39),
  green: rendition(32, 39),
  yellow: rendition(33, 39),
  cyan: rendition(36, 39),
};

const plain = (text: string) => text;

/** The style of everything else. */
export const PLAIN: Style = { bold: plain, dim: plain, red: plain, green: plain, yellow: plain, cyan: plain };

/** The style for a stream: coloured on a terminal, unless `NO_COLOR` is set (https://no-color.org). */
export function styleFor(stream: { isTerminal(): boolean }): Style {
  return stream.isTerminal() && !Deno.noColor ? COLOURED : PLAIN;
}
