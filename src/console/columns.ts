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
  /** Is cut with `…` where the table is wider than the terminal; one column only. Default: false. */
  readonly flexible?: true;
}

/** Between two columns. */
const GAP = 2;

/** What is left of a flexible column at least. */
const NARROWEST = 8;

/** One control sequence, or one character as a person counts them. */
// deno-lint-ignore no-control-regex -- control sequences are what it is for
const SEQUENCE = /\x1b\[[\d;]*m/y;

/** Takes a text apart into what a person counts as characters; it holds no state. */
const GRAPHEMES = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * Rows of cells under their titles, each column as wide as its widest cell. In a terminal the flexible column is cut to
 * the window, on a pipe nothing is.
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
  const widths = columns.map((_, index) =>
    Math.max(...[titles, ...rows].map((row) => stringWidth(row[index] ?? "")))
  );
  const flexible = columns.findIndex((column) => column.flexible);
  const whole = widths.reduce((sum, width) => sum + width, 0) + GAP * (columns.length - 1);
  if (window !== undefined && whole > window && flexible !== -1) {
    const width = widths[flexible] ?? 0;
    widths[flexible] = Math.max(Math.min(width, NARROWEST), width - (whole - window));
  }
  const line = (row: readonly string[]) =>
    columns.map(({ align }, index) => {
      const width = widths[index] ?? 0;
      const cell = cutText(row[index] ?? "", width);
      const blanks = " ".repeat(width - stringWidth(cell));
      return align === "right" ? blanks + cell : cell + blanks;
    }).join(" ".repeat(GAP)).trimEnd();
  return [style.bold(line(titles)), ...rows.map(line)].join("\n");
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
