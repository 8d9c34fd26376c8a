/**
 * Text in columns and in lines of a given width.
 *
 * @module
 */
import stringWidth from "string-width";

/** How a table is laid out. */
export interface TableOptions {
  /** The terminal's width, in columns; without it nothing is wrapped. */
  readonly columns?: number | undefined;
  /** Columns before the first cell; 0 by default. */
  readonly indent?: number;
}

/** Cells, row by row. */
export type Rows = readonly (readonly string[])[];

/** Between two columns. */
const GAP = 2;

/** What a wrapped last cell needs to be readable. */
const READABLE = 24;

/**
 * Rows of cells, each column as wide as its widest cell; the last cell of a row is wrapped to the width. Where that
 * would be too narrow to read, each row's first cell gets a line of its own.
 *
 * @returns lines without trailing blanks, the last one without its line break
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { renderTable } from "./render.ts";
 *
 * assertEquals(renderTable([["state", "listening"], ["workers", "2"]]), "state    listening\nworkers  2");
 * ```
 */
export function renderTable(rows: Rows, { columns, indent = 0 }: TableOptions = {}): string {
  const widths = columnWidths(rows);
  const start = indent + widths.reduce((sum, width) => sum + width + GAP, 0);
  const end = start + Math.max(0, ...rows.map((row) => stringWidth(row.at(-1) ?? "")));
  if (columns !== undefined && end > columns && columns - start < READABLE && widths.length > 0) {
    return renderStacked(rows, columns, indent);
  }
  return rows.map((row) => renderRow(row, widths, columns, indent)).join("\n");
}

/** A space where a line may end: not between a number and its unit. */
const BREAK = / (?!(?<=\d )(?:(?:[KMGT]i)?B|µs|ms|[smh%])(?!\w))/;

/**
 * Breaks text at spaces into lines of at most `width` columns, indented as the first one is; a longer word stays whole
 * on a line of its own, and so do a number and its unit.
 */
export function wrapText(text: string, width: number | undefined): readonly string[] {
  if (width === undefined || stringWidth(text) <= width) return [text];
  const [margin = ""] = /^ */.exec(text) ?? [];
  const lines: string[] = [];
  let line = "";
  for (const word of text.slice(margin.length).split(BREAK)) {
    const longer = line === "" ? margin + word : `${line} ${word}`;
    if (line !== "" && stringWidth(longer) > width) {
      lines.push(line);
      line = margin + word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

/** The widest cell of each column, but for the last of a row, which needs no padding. */
function columnWidths(rows: Rows): readonly number[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.slice(0, -1).forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, stringWidth(cell));
    });
  }
  return widths;
}

function renderRow(
  row: readonly string[],
  widths: readonly number[],
  columns: number | undefined,
  indent: number,
): string {
  const cells = row.slice(0, -1).map((cell, index) =>
    cell + " ".repeat((widths[index] ?? 0) - stringWidth(cell) + GAP)
  );
  const head = " ".repeat(indent) + cells.join("");
  const start = stringWidth(head);
  const lines = wrapText(row.at(-1) ?? "", columns === undefined ? undefined : columns - start);
  return (head + lines.join("\n" + " ".repeat(start))).trimEnd();
}

/** Each row's first cell on a line of its own; below it the others, which are a table too. */
function renderStacked(rows: Rows, columns: number, indent: number): string {
  const rest = rows.map((row) => row.slice(1));
  const widths = columnWidths(rest);
  return rows.map(([first = ""], index) => {
    const below = renderRow(rest[index] ?? [], widths, columns, indent + GAP);
    return `${" ".repeat(indent)}${first}\n${below}`.trimEnd();
  }).join("\n");
}
