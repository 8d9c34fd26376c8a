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

Deno.test("renderColumns() leaves spare columns away, the highest first, until the flexible ones can be read", () => {
  const columns: readonly Column[] = [
    { title: "time" },
    { title: "id", spare: 1 },
    { title: "request", flexible: true },
    { title: "sent", align: "right", spare: 2 },
  ];
  const rows = [["12:00:00", "#1-1", "GET /images/of/a/long/name.jpg", "1 KiB"]];
  const shown = (window: number) =>
    renderColumns(columns, rows, { columns: window, style: PLAIN }).split("\n");
  assertEquals(shown(60), [
    "time      id    request                          sent",
    "12:00:00  #1-1  GET /images/of/a/long/name.jpg  1 KiB",
  ]);
  assertEquals(shown(43)[1], "12:00:00  #1-1  GET /images/of/a/lo…  1 KiB");
  assertEquals(shown(42)[1], "12:00:00  #1-1  GET /images/of/a/long/nam…");
  assertEquals(shown(36)[1], "12:00:00  #1-1  GET /images/of/a/lo…");
  assertEquals(shown(35)[1], "12:00:00  GET /images/of/a/long/na…");
  assertEquals(shown(20)[1], "12:00:00  GET /imag…");
});

Deno.test("renderColumns() cuts the widest of several flexible columns first", () => {
  const columns: readonly Column[] = [{ title: "path", flexible: true }, { title: "from", flexible: true }];
  const rows = [["/a/path/that/is/long", "/short"]];
  const shown = (window: number) =>
    renderColumns(columns, rows, { columns: window, style: PLAIN }).split("\n");
  assertEquals(shown(20)[1], "/a/path/tha…  /short");
  assertEquals(shown(10)[1], "/a/path…  /short");
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
