import { assertEquals } from "@std/assert";
import { renderTable, wrapText } from "../../src/console/render.ts";

Deno.test("renderTable() aligns columns by what a terminal shows, not by characters", () => {
  const table = renderTable([
    ["a", "first", "x"],
    ["漢字", "second", "y"],
    ["e\u0301", "\x1b[1mthird\x1b[22m", "z"],
    ["👩‍👩‍👧", "", "w"],
  ]);
  assertEquals(table.split("\n"), [
    "a     first   x",
    "漢字  second  y",
    "e\u0301     \x1b[1mthird\x1b[22m   z",
    "👩‍👩‍👧            w",
  ]);
});

Deno.test("renderTable() wraps the last cell to the width", () => {
  const rows = [["key", "the quick brown fox jumps over the lazy dog"], ["k", "short"]];
  assertEquals(renderTable(rows, { columns: 32, indent: 2 }).split("\n"), [
    "  key  the quick brown fox jumps",
    "       over the lazy dog",
    "  k    short",
  ]);
});

Deno.test("renderTable() gives the first cells lines of their own where the last ones would be too narrow", () => {
  const rows = [["a-rather-long-first-cell", "4", "the quick brown fox jumps over it"], ["b", "12", "short"]];
  assertEquals(renderTable(rows, { columns: 30 }).split("\n"), [
    "a-rather-long-first-cell",
    "  4   the quick brown fox",
    "      jumps over it",
    "b",
    "  12  short",
  ]);
});

Deno.test("renderTable() of nothing is nothing, and rows leave no blanks at their ends", () => {
  assertEquals(renderTable([]), "");
  assertEquals(renderTable([["a", ""], ["bb", "c"]]), "a\nbb  c");
});

Deno.test("wrapText() breaks at spaces and leaves a word that is too long whole", () => {
  const cases: readonly (readonly [text: string, width: number | undefined, lines: readonly string[]])[] = [
    ["one two", 7, ["one two"]],
    ["one two", 6, ["one", "two"]],
    ["one two three", undefined, ["one two three"]],
    ["a incomprehensibilities b", 10, ["a", "incomprehensibilities", "b"]],
    ["漢字 漢字", 8, ["漢字", "漢字"]],
    ["", 5, [""]],
    ["max 41.2 ms, at 3 KiB/s", 9, ["max", "41.2 ms,", "at", "3 KiB/s"]],
    ["of 16 KiB (limits)", 8, ["of", "16 KiB", "(limits)"]],
    ["all 2 Breaks of 5 more", 6, ["all 2", "Breaks", "of 5", "more"]],
    ["  one two  three", 7, ["  one", "  two ", "  three"]],
  ];
  for (const [text, width, lines] of cases) assertEquals(wrapText(text, width), lines, text);
});
