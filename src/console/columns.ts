/**
 * Tables with a header, such as lists of connections.
 *
 * @module
 */
import stringWidth from "string-width";
import type { Output } from "./output.ts";
import type { Rows } from "./render.ts";

/** One column of a table. */
export interface Column {
  /** What stands above it. */
  readonly title: string;
  /** Numbers stand at the right. Default: left. */
  readonly align?: "left" | "right";
  /** Is cut with `…` where the table is wider than the terminal. Default: false. */
  readonly flexible?: true;
  /** How wide at least, where the rows of a table come one by one. Default: 0. */
  readonly least?: number;
  /** Is left away where that does not leave enough of the flexible ones, the highest first. Default: it always stays. */
  readonly spare?: number;
}

/** Between two columns. */
const GAP = 2;

/** What a flexible column needs to be readable. */
const READABLE = 20;

/** What is left of a flexible column at least. */
const NARROWEST = 8;

/** One control sequence, or one character as a person counts them. */
// deno-lint-ignore no-control-regex -- control sequences are what it is for
const SEQUENCE = /\x1b\[[\d;]*m/y;

/** Takes a text apart into what a person counts as characters; it holds no state. */
const GRAPHEMES = new Intl.Segmenter("en", { granularity: "grapheme" });

/** A column that is shown, and how wide. */
interface Place extends Column {
  /** Which one of all columns it is. */
  readonly index: number;
  readonly width: number;
}

/**
 * Rows of cells under their titles, each column as wide as its widest cell. In a terminal spare columns are left away
 * and flexible ones are cut to the window; on a pipe all is there.
 *
 * @param rows cells, styled or not; all that came from clients in them is escaped
 * @returns lines without trailing blanks, the last one without its line break
 */
export function renderColumns(
  columns: readonly Column[],
  rows: Rows,
  { columns: window, style }: Pick<Output, "columns" | "style">,
): string {
  const titles = columns.map(({ title }) => title);
  const all = columns.map((column, index): Place => ({
    ...column,
    index,
    width: Math.max(column.least ?? 0, ...[titles, ...rows].map((row) => stringWidth(row[index] ?? ""))),
  }));
  const places = window === undefined ? all : cutPlaces(withoutSpare(all, window), window);
  const line = (row: readonly string[]) =>
    places.map(({ index, width, align }) => {
      const cell = cutText(row[index] ?? "", width);
      const blanks = " ".repeat(width - stringWidth(cell));
      return align === "right" ? blanks + cell : cell + blanks;
    }).join(" ".repeat(GAP)).trimEnd();
  return [style.bold(line(titles)), ...rows.map(line)].join("\n");
}

/** Leaves spare columns away until the others are readable in the window, or none is left. */
function withoutSpare(all: readonly Place[], window: number): readonly Place[] {
  const least = (places: readonly Place[]) =>
    widthOf(places.map((one) => one.flexible ? { ...one, width: Math.min(one.width, READABLE) } : one));
  let places = all;
  while (least(places) > window) {
    const spare = Math.max(...places.map(({ spare }) => spare ?? -1));
    if (spare < 0) break;
    places = places.filter((place) => place.spare !== spare);
  }
  return places;
}

/** Cuts the widest of the flexible columns, again and again, until all fit or no more can be cut. */
function cutPlaces(places: readonly Place[], window: number): readonly Place[] {
  const widths = places.map(({ width }) => width);
  for (let over = widthOf(places) - window; over > 0; over--) {
    const flexible = widths.map((width, at) => places[at]?.flexible ? width : 0);
    const widest = Math.max(...flexible);
    if (widest <= NARROWEST) break;
    widths[flexible.indexOf(widest)] = widest - 1;
  }
  return places.map((place, at) => ({ ...place, width: widths[at] ?? 0 }));
}

function widthOf(places: readonly Place[]): number {
  return places.reduce((sum, { width }) => sum + width, GAP * (places.length - 1));
}

/**
 * Cuts a text, styled or not, to a number of columns; `…` stands for the rest.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { cutText } from "./columns.ts";
 *
 * assertEquals(cutText("/images/logo.svg", 8), "/images…");
 * ```
 */
export function cutText(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = "";
  let used = 0;
  let styled = false;
  for (const piece of pieces(text)) {
    const isSequence = piece.startsWith("\x1b");
    const next = used + (isSequence ? 0 : stringWidth(piece));
    if (next > width - 1) break;
    kept += piece;
    used = next;
    styled ||= isSequence;
  }
  return `${kept}…${styled ? "\x1b[0m" : ""}`;
}

function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length;) {
    const sequence = new RegExp(SEQUENCE);
    sequence.lastIndex = at;
    const [found] = sequence.exec(text) ?? [];
    if (found !== undefined) {
      yield found;
      at += found.length;
      continue;
    }
    const escape = text.indexOf("\x1b", at + 1);
    const plain = text.slice(at, escape === -1 ? undefined : escape);
    for (const { segment } of GRAPHEMES.segment(plain)) yield segment;
    at += plain.length;
  }
}
