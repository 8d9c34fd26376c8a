/**
 * Tables as text.
 *
 * @module
 */

/** A table: the first column is text, the others are figures. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Columns side by side, for a terminal. */
export function alignedTable({ header, rows }: Table): string {
  const widths = columnWidths([header, ...rows]);
  const line = (cells: readonly string[]) =>
    widths.map((width, column) => pad(cells[column] ?? "", width, column)).join("  ").trimEnd();
  return [line(header), widths.map((width) => "-".repeat(width)).join("  "), ...rows.map(line)].join("\n");
}

/** A Markdown table, whose source can be read too. */
export function markdownTable({ header, rows }: Table): string {
  const all = [header, ...rows].map((cells) => cells.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = columnWidths(all).map((width) => Math.max(width, 3));
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => pad(cells[column] ?? "", width, column)).join(" | ")} |`;
  const rule = widths.map((width, column) => column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`);
  const [head = [], ...body] = all;
  return [line(head), `| ${rule.join(" | ")} |`, ...body.map(line)].join("\n");
}

function columnWidths(rows: readonly (readonly string[])[]): number[] {
  const columns = Math.max(...rows.map((row) => row.length));
  return Array.from(
    { length: columns },
    (_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
