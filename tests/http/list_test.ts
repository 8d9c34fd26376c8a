import { assertEquals } from "@std/assert";
import { listOf, trimSpace } from "../../src/http/list.ts";

Deno.test("listOf() gives the members in lower case, without space and empty ones", () => {
  const table: [string, string[]][] = [
    ["", []],
    [",, ,\t,", []],
    ["Close", ["close"]],
    ["keep-alive , \tUpgrade,close", ["keep-alive", "upgrade", "close"]],
    ["a b", ["a b"]],
  ];
  for (const [value, members] of table) assertEquals(listOf(value), members, value);
});

Deno.test("trimSpace() takes spaces and tabs from both ends and nothing else", () => {
  assertEquals(trimSpace(" \ta b\t "), "a b");
  assertEquals(trimSpace(" \t "), "");
  assertEquals(trimSpace("\u00a0a\n"), "\u00a0a\n");
});
