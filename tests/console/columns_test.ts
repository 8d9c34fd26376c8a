import { assertEquals } from "@std/assert";
import { type Column, cutText, renderColumns } from "../../src/console/columns.ts";
import { COLOURED, PLAIN } from "../../src/console/style.ts";

const COLUMNS: readonly Column[] = [
  { title: "Id" },
  { title: "Bytes", align: "right" },
  { title: "Path", flexible: true },
  { title: "State" },
];

const ROWS = [["a", "12345678", "/index.html", "idle"], ["漢字", "5", "/images/photo.jpg", ""]];

Deno.test("renderColumns() puts titles above, numbers to the right, and cuts nothing where there is no terminal", () => {
  assertEquals(renderColumns(COLUMNS, ROWS, { columns: undefined, style: PLAIN }).split("\n"), [
    "Id       Bytes  Path               State",
    "a     12345678  /index.html        idle",
    "漢字         5  /images/photo.jpg",
  ]);
});

Deno.test("renderColumns() cuts the flexible column to the terminal, but leaves something of it", () => {
  const cut = renderColumns(COLUMNS, ROWS, { columns: 36, style: PLAIN }).split("\n");
  assertEquals(cut, [
    "Id       Bytes  Path           State",
    "a     12345678  /index.html    idle",
    "漢字         5  /images/phot…",
  ]);
  assertEquals(
    renderColumns(COLUMNS, ROWS, { columns: 10, style: PLAIN }).split("\n")[2],
    "漢字         5  /images…",
  );
});

Deno.test("renderColumns() of no rows is the titles, which are bold in a terminal", () => {
  assertEquals(
    renderColumns([{ title: "A" }, { title: "B" }], [], { columns: 80, style: COLOURED }),
    "\x1b[1mA  B\x1b[22m",
  );
});

Deno.test("cutText() cuts what a terminal shows, and ends the style that it cuts", () => {
  const cases: readonly (readonly [text: string, width: number, cut: string])[] = [
    ["", 1, ""],
    ["abc", 3, "abc"],
    ["abcd", 3, "ab…"],
    ["漢字漢字", 6, "漢字…"],
    ["👩‍👩‍👧👩‍👩‍👧x", 4, "👩‍👩‍👧…"],
    ["\x1b[1mabc\x1b[22m", 3, "\x1b[1mabc\x1b[22m"],
    ["\x1b[1mabcd\x1b[22m", 3, "\x1b[1mab…\x1b[0m"],
    ["abc", 1, "…"],
  ];
  for (const [text, width, cut] of cases) assertEquals(cutText(text, width), cut, text);
});
