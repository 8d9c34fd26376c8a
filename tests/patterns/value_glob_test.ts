import { assertEquals } from "@std/assert";
import { compileValueGlob } from "../../src/patterns/value_glob.ts";

Deno.test("compileValueGlob() matches the whole value, upper and lower case being the same", () => {
  const cases: [pattern: string, value: string, fits: boolean][] = [
    ["de*", "DE-AT, en;q=0.5", true],
    ["de*", "en, de", false],
    ["*bot*", "Mozilla/5.0 (compatible; GoogleBot/2.1)", true],
    ["gzip", "gzip, br", false],
    ["a?c", "abc", true],
    ["a?c", "ac", false],
    ["", "", true],
    ["*", "", true],
    ["a/*", "a/b/c", true],
    ["{a}", "{a}", true],
  ];
  for (const [pattern, value, fits] of cases) {
    assertEquals(compileValueGlob(pattern)(value), fits, `${pattern} ${value}`);
  }
});

Deno.test("compileValueGlob() is done with patterns that would hold up a regular expression", () => {
  assertEquals(compileValueGlob(`${"a*".repeat(100)}c`)(`${"a".repeat(8000)}b`), false);
});
