import { assertEquals } from "@std/assert";
import { alignedTable, markdownTable } from "../../bench/reporting/table.ts";

const TABLE = { header: ["server", "p50"], rows: [["a|b", "1.25 ms"], ["longer than that", "-"]] };

Deno.test("alignedTable() puts text to the left and figures to the right", () => {
  assertEquals(
    alignedTable(TABLE),
    [
      "server                p50",
      "----------------  -------",
      "a|b               1.25 ms",
      "longer than that        -",
    ].join("\n"),
  );
});

Deno.test("markdownTable() aligns by its rule and escapes what would end a cell", () => {
  assertEquals(
    markdownTable(TABLE),
    [
      "| server           |     p50 |",
      "| ---------------- | ------: |",
      "| a\\|b             | 1.25 ms |",
      "| longer than that |       - |",
    ].join("\n"),
  );
});

Deno.test("alignedTable() of no rows is its header", () => {
  assertEquals(alignedTable({ header: ["a", "b"], rows: [] }), "a  b\n-  -");
});
