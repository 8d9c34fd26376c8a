import { assertEquals } from "@std/assert";
import { describeFound, printable } from "../../src/settings/printable.ts";

Deno.test("printable() leaves no character that a terminal acts on", () => {
  const cases: Record<string, string> = {
    "plain é 漢 🦕": "plain é 漢 🦕",
    "\x1b[2J\r\n\t": "\\u001b[2J\\u000d\\u000a\\u0009",
    "\x7f\x9b": "\\u007f\\u009b",
    "a\u202eb\u2066": "a\\u202eb\\u2066",
    "zero\u200bwidth\ufeff": "zero\\u200bwidth\\ufeff",
    "\u2028\u2029\u00a0": "\\u2028\\u2029\\u00a0",
    "\ud800": "\\ud800",
    "\u{e0001}": "\\u{e0001}",
  };
  for (const [text, expected] of Object.entries(cases)) assertEquals(printable(text), expected);
});

Deno.test("describeFound() names every kind of JSON value", () => {
  const cases: [unknown, string][] = [
    ["80x", '"80x"'],
    ["", '""'],
    ['a "b"', '"a \\"b\\""'],
    ["\x1b\u202e", '"\\u001b\\u202e"'],
    [80.5, "80.5"],
    [Infinity, "Infinity"],
    [true, "true"],
    [null, "null"],
    [undefined, "nothing"],
    [[1, "a"], '[1,"a"]'],
    [{ a: 1 }, "an object"],
  ];
  for (const [value, expected] of cases) assertEquals(describeFound(value), expected);
});

Deno.test("describeFound() cuts what is long", () => {
  assertEquals(describeFound("x".repeat(1000)), `"${"x".repeat(59)}…`);
});
