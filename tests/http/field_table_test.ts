import { assertEquals } from "@std/assert";
import { FieldTable } from "../../src/http/field_table.ts";
import { latin1Bytes } from "../_helpers/latin1.ts";

type Line = readonly [name: string, value: string];

/** Adds lines as the parser does: the bytes first, then the offsets of each. */
function fill(table: FieldTable, lines: readonly Line[], before = ""): void {
  table.locate(
    latin1Bytes(before + lines.map(([name, value]) => `${name}:${value}`).join("")),
    before.length,
  );
  let at = 0;
  for (const [name, value] of lines) {
    table.addName(at, at + name.length);
    at += name.length + 1;
    table.addValue(at, at + value.length);
    at += value.length;
  }
}

function tableOf(...lines: readonly Line[]): FieldTable {
  const table = new FieldTable(lines.length);
  fill(table, lines, "bytes before the head");
  return table;
}

Deno.test("FieldTable.get() finds known and unknown fields whatever their case", () => {
  const table = tableOf(["Host", "a.example"], ["X-Thing", "1"], ["if-none-MATCH", '"a"']);
  assertEquals(table.get("host"), "a.example");
  assertEquals(table.get("x-thing"), "1");
  assertEquals(table.get("if-none-match"), '"a"');
  assertEquals(table.get("range"), undefined);
  assertEquals(table.get("x-other"), undefined);
});

Deno.test("FieldTable.get() joins the lines of one name in order, as RFC 9110 §5.3 says", () => {
  const table = tableOf(["Accept", "a"], ["X", "1"], ["accept", "b"], ["x", ""], ["X", "3"], ["ACCEPT", "c"]);
  assertEquals(table.get("accept"), "a, b, c");
  assertEquals(table.get("x"), "1, , 3");
});

Deno.test("FieldTable.get() gives an empty value, which is not an absent one", () => {
  const table = tableOf(["Host", ""], ["X", ""]);
  assertEquals([table.get("host"), table.get("x"), table.get("y")], ["", "", undefined]);
});

Deno.test("FieldTable.get() gives bytes above 0x7F as they are", () => {
  assertEquals(tableOf(["User-Agent", "\x80\xff\xe4"]).get("user-agent"), "\x80\xff\xe4");
});

Deno.test("FieldTable.count() counts the lines of one name", () => {
  const table = tableOf(["Host", "a"], ["Host", "b"], ["x", "1"], ["Range", ""], ["X", "2"], ["x", "3"]);
  const counts = ["host", "x", "range", "accept", "y"].map((name) => table.count(name));
  assertEquals(counts, [2, 3, 1, 0, 0]);
});

Deno.test("FieldTable.entries() gives every line as it was sent", () => {
  const lines: [string, string][] = [["HOST", "a"], ["x", ""], ["Host", "b"]];
  assertEquals(tableOf(...lines).entries(), lines);
  assertEquals(new FieldTable(4).entries(), []);
});

Deno.test("FieldTable.length counts whole lines", () => {
  const table = new FieldTable(2);
  table.locate(latin1Bytes("a:1b:2"), 0);
  assertEquals(table.length, 0);
  table.addName(0, 1);
  assertEquals(table.length, 0);
  table.addValue(2, 3);
  assertEquals(table.length, 1);
});

Deno.test("FieldTable.locate() follows the head to another place", () => {
  const table = tableOf(["Host", "a.example"]);
  table.locate(latin1Bytes("Host:b.example"), 0);
  assertEquals(table.get("host"), "b.example");
});

Deno.test("FieldTable.clear() forgets every line", () => {
  const table = new FieldTable(3);
  fill(table, [["Host", "a"], ["Host", "b"], ["x", "1"]]);
  table.clear();
  assertEquals([table.length, table.get("host"), table.count("host"), table.get("x")], [
    0,
    undefined,
    0,
    undefined,
  ]);
  fill(table, [["x", "2"], ["Host", "c"]]);
  assertEquals(table.count("host"), 1);
  assertEquals(table.entries(), [["x", "2"], ["Host", "c"]]);
});

Deno.test("FieldTable.clear() forgets the name of a line that never got its value", () => {
  const table = new FieldTable(1);
  table.locate(latin1Bytes("Content-Length:"), 0);
  table.addName(0, 14);
  table.clear();
  fill(table, [["x", "5"]]);
  assertEquals([table.count("content-length"), table.get("content-length")], [0, undefined]);
});
