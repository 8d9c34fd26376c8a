/**
 * Painting over what a terminal shows: how much to clear, and how much fits.
 *
 * @module
 */
import process from "node:process";
import stringWidth from "string-width";
import { cutText } from "./columns.ts";

/**
 * The line being typed may be wrapped, and what is painted has many rows: from the first of them on, everything is
 * cleared (ECMA-48 CUU, ED).
 *
 * @param rows how many the cursor is below that one
 */
export function clearUp(rows: number): string {
  return `${goUp(rows)}\x1b[J`;
}

/**
 * Paints over those rows, one after the other (ECMA-48 EL); what is below is the line editor's to clear. Some terminals keep
 * a window that is cleared whole, so that each look would be left standing above the next.
 *
 * @param text cut to the window; undefined: nothing is painted
 */
export function paintOver(rows: number, text: string | undefined): string {
  const lines = text === undefined ? [] : text.split("\n");
  return goUp(rows) + lines.map((line) => `\x1b[K${line}\n`).join("");
}

function goUp(rows: number): string {
  return `${rows === 0 ? "" : `\x1b[${rows}A`}\r`;
}

/**
 * Writes what is cleared, the text, and what is painted below it; in one piece where that can be, for it would flicker.
 */
export function writeTogether(
  stream: typeof process.stdout | typeof process.stderr,
  [clear, text, below]: readonly [string, string, string],
): void {
  if (stream === process.stdout) {
    stream.write(clear + text + below);
  } else {
    process.stdout.write(clear);
    stream.write(text);
    if (below !== "") process.stdout.write(below);
  }
}

/** The rows of a text of whole lines. */
export function rowsOf(text: string, columns: number | undefined): number {
  const rows = text.split("\n").map((line) =>
    columns === undefined ? 1 : Math.max(1, Math.ceil(stringWidth(line) / columns))
  );
  return rows.reduce((sum, count) => sum + count, 0);
}

/**
 * The part of a text that a window shows, its last line in any case, with a row left for the line being typed: nothing
 * can be painted above the window.
 */
export function cutToWindow(text: string): string {
  const { rows = 24, columns } = process.stdout;
  const lines = text.split("\n");
  const most = Math.max(2, rows - 1);
  const shown = lines.length > most ? [...lines.slice(0, most - 2), "…", ...lines.slice(-1)] : lines;
  return shown.map((line) => columns > 0 ? cutText(line, columns) : line).join("\n");
}
