/** What a terminal would show. */

/** One control sequence, or one character. */
// deno-lint-ignore no-control-regex -- control characters are what it is for
const PIECES = /\x1b\[([?\d;]*)([A-Za-z])|\x1b.|[\s\S]/gu;

/**
 * Plays a program's output on a terminal of a given width, and gives all rows that it has shown, without the blanks at their
 * ends. It knows what node:readline sends: cursor movements and clearing. Colours are dropped; each character is one column.
 *
 * @param height rows of its window: the cursor gets to none that has left it
 */
export function screen(output: string, columns: number, height = Infinity): string {
  const rows: string[][] = [[]];
  let row = 0;
  let column = 0;
  let bottom = 0;
  const write = (character: string) => {
    // A terminal wraps when the next character comes, not when the row is full.
    if (column === columns) [row, column] = [row + 1, 0];
    const cells = rows[row] ??= [];
    while (cells.length < column) cells.push(" ");
    cells[column++] = character;
  };
  const control = (parameter: string, final: string) => {
    const count = Math.max(1, Number(parameter) || 1);
    if (final === "A") row = Math.max(0, bottom - height + 1, row - count);
    else if (final === "B") row += count;
    else if (final === "C") column = Math.min(columns - 1, column + count);
    else if (final === "D") column = Math.max(0, Math.min(column, columns - 1) - count);
    else if (final === "G") column = count - 1;
    else if (final === "K") clearRow(rows, row, parameter === "2" ? 0 : column);
    else if (final === "J") {
      clearRow(rows, row, column);
      rows.length = Math.min(rows.length, row + 1);
    } else if (final !== "m" && final !== "h" && final !== "l") {
      throw new Error(`Unknown sequence: CSI ${parameter}${final}`);
    }
  };
  for (const [piece, parameter = "", final] of output.matchAll(PIECES)) {
    if (final !== undefined) control(parameter, final);
    else if (piece === "\r") column = 0;
    else if (piece === "\n") row++;
    else if (piece === "\b") column = Math.max(0, column - 1);
    else if (piece >= " ") write(piece);
    // The row that the cursor is in counts, even when it is empty.
    rows[row] ??= [];
    bottom = Math.max(bottom, row);
  }
  return Array.from(rows, (cells) => (cells ?? []).join("").trimEnd()).join("\n");
}

function clearRow(rows: string[][], row: number, from: number): void {
  const cells = rows[row];
  if (cells !== undefined) cells.length = Math.min(cells.length, from);
}
