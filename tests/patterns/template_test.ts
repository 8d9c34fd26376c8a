import { assertEquals } from "@std/assert";
import { fillTemplate, parseTemplate, placeholdersOf } from "../../src/patterns/template.ts";

Deno.test("parseTemplate() takes text and placeholders apart", () => {
  const cases: [text: string, parts: ReturnType<typeof parseTemplate>][] = [
    ["", []],
    ["/a", ["/a"]],
    ["{path}", [{ name: "path" }]],
    ["/n/{1}/{22}?{query}", ["/n/", { name: "1" }, "/", { name: "22" }, "?", { name: "query" }]],
    ["{{}}", ["{}"]],
    ["{{{1}}}", ["{", { name: "1" }, "}"]],
    ['{{"a":{{}}}}', ['{"a":{}}']],
    ["{}", [{ name: "" }]],
    ["{env.HOME}", [{ name: "env.HOME" }]],
    ["{", undefined],
    ["}", undefined],
    ["a{1", undefined],
    ["{a{1}}", undefined],
    ["1}", undefined],
  ];
  for (const [text, parts] of cases) assertEquals(parseTemplate(text), parts, text);
});

Deno.test("fillTemplate() puts values in once, whatever they hold", () => {
  const parts = parseTemplate("{1}-{2}-{1}") ?? [];
  const values: Record<string, string> = { "1": "{2}", "2": "{1}{env.HOME}$1" };
  assertEquals(fillTemplate(parts, (name) => values[name] ?? ""), "{2}-{1}{env.HOME}$1-{2}");
  assertEquals(placeholdersOf(parts), ["1", "2", "1"]);
});
