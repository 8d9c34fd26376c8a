import { assertEquals } from "@std/assert";
import { formatTypedList, formatTypedMap, parseTypedList, parseTypedMap } from "../../src/settings/typed.ts";

Deno.test("parseTypedList() separates at commas, but not within quotes", () => {
  const cases: [text: string, items: readonly string[] | undefined][] = [
    ["", []],
    ["  ", []],
    [" none ", []],
    ["a", ["a"]],
    [" a ,b,\tc d ", ["a", "b", "c d"]],
    ["a,,b,", ["a", "", "b", ""]],
    [",", ["", ""]],
    ["none, a", ["none", "a"]],
    ['"none"', ["none"]],
    ['"a, b" , "c\\"d\\u00e9"', ["a, b", 'c"dé']],
    ['""', [""]],
    ['a"b, c"', ['a"b', 'c"']],
    ["{a,b}", ["{a", "b}"]],
    ['"a', undefined],
    ['"a" b', undefined],
    ['"a\nb"', undefined],
    ['"\\x"', undefined],
    ['a, "', undefined],
  ];
  for (const [text, items] of cases) assertEquals(parseTypedList(text), items, text);
});

Deno.test("parseTypedList() leaves commas within braces to globs", () => {
  const cases: [text: string, items: readonly string[]][] = [
    ["*.{a,b}, {c,d}e", ["*.{a,b}", "{c,d}e"]],
    ["{a, b},c", ["{a, b}", "c"]],
    ["{a,b, c", ["{a,b, c"]],
    ["a}, b", ["a}", "b"]],
    ['"{a", b', ["{a", "b"]],
  ];
  for (const [text, items] of cases) assertEquals(parseTypedList(text, { braces: true }), items, text);
});

Deno.test("parseTypedMap() separates at semicolons and the first equals sign", () => {
  const cases: [text: string, pairs: readonly (readonly [string, string])[] | undefined][] = [
    ["", []],
    ["none", []],
    ["a=b", [["a", "b"]]],
    [" a = b, c ; d=e=f ", [["a", "b, c"], ["d", "e=f"]]],
    ["a=;=b", [["a", ""], ["", "b"]]],
    ['"a=b;c" = "d;e"', [["a=b;c", "d;e"]]],
    ['a="b"; c=d"e"', [["a", "b"], ["c", 'd"e"']]],
    ["a=1; a=2", [["a", "1"], ["a", "2"]]],
    ["a", undefined],
    ["a=b;", undefined],
    ["a=b; c", undefined],
    [";", undefined],
    ['a="b', undefined],
    ['"a"b=c', undefined],
  ];
  for (const [text, pairs] of cases) assertEquals(parseTypedMap(text), pairs, text);
});

Deno.test("formatTypedList() quotes only what would be misread", () => {
  const cases: [items: readonly string[], text: string][] = [
    [[], "none"],
    [["a", "b c"], "a, b c"],
    [["none"], '"none"'],
    [["", " a", '"', "a,b", 'a"b', "{a"], '"", " a", "\\"", "a,b", a"b, {a'],
  ];
  for (const [items, text] of cases) {
    assertEquals(formatTypedList(items), text);
    assertEquals(parseTypedList(text), items);
  }
  const globs = ["{a,b}", "{a", "a,b", "}", "a}{b,c}"];
  const text = formatTypedList(globs, { braces: true });
  assertEquals(text, '{a,b}, "{a", "a,b", }, "a}{b,c}"');
  assertEquals(parseTypedList(text, { braces: true }), globs);
});

Deno.test("formatTypedMap() quotes only what would be misread", () => {
  const pairs = [["a", "b, c=d"], ["a=b", "c;d"], ["e;f", ""], [" ", '"'], ["", "x"]] as const;
  const text = formatTypedMap(pairs);
  assertEquals(text, 'a=b, c=d; "a=b"="c;d"; "e;f"=""; " "="\\""; ""=x');
  assertEquals(parseTypedMap(text), pairs as unknown);
  assertEquals(formatTypedMap([]), "none");
});
