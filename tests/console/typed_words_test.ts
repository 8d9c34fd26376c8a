import { assertEquals, assertThrows } from "@std/assert";
import type { Command } from "../../src/console/command.ts";
import { ArgumentError } from "../../src/console/command_error.ts";
import { parseInvocation } from "../../src/console/typed_words.ts";

const GET: Command<undefined> = {
  name: "get",
  group: "Ask",
  summary: "",
  arguments: [{ name: "path", summary: "", required: true }, { name: "more", summary: "", rest: true }],
  options: [
    { name: "header", short: "H", value: "field", repeatable: true, summary: "" },
    { name: "follow", short: "f", summary: "" },
    { name: "every", value: "seconds", valueOptional: true, summary: "" },
    { name: "form", value: "name", summary: "" },
  ],
  examples: [],
  run: () => undefined,
};

const { signal } = new AbortController();

Deno.test("parseInvocation() tells options from words", () => {
  const cases: readonly (readonly [typed: readonly string[], words: readonly string[], options: unknown])[] =
    [
      [["/a"], ["/a"], {}],
      [["-f", "/a", "status>=400", "path~/api"], ["/a", "status>=400", "path~/api"], { follow: [] }],
      [["/a", "--follow"], ["/a"], { follow: [] }],
      [["-H", "A: b", "/a", "--header=C: d=e", "--header", "-f"], ["/a"], {
        header: ["A: b", "C: d=e", "-f"],
      }],
      [["--form", "", "/a"], ["/a"], { form: [""] }],
      [["--every", "5", "/a"], ["/a"], { every: ["5"] }],
      [["/a", "--every"], ["/a"], { every: [] }],
      [["--every", "/a"], ["/a"], { every: [] }],
      [["--every=5", "7"], ["7"], { every: ["5"] }],
      [["--", "-f", "--", "-x"], ["-f", "--", "-x"], {}],
      [["-", "-5", "--every", "-5"], ["-", "-5", "-5"], { every: [] }],
      [["", "-"], ["", "-"], {}],
    ];
  for (const [typed, words, options] of cases) {
    const invocation = parseInvocation(GET, typed, signal);
    const given = ["header", "follow", "every", "form"].filter((name) => invocation.has(name));
    assertEquals(
      [invocation.words, Object.fromEntries(given.map((name) => [name, invocation.values(name)]))],
      [words, options],
      typed.join(" "),
    );
    assertEquals(invocation.value("header"), invocation.values("header")[0]);
  }
});

Deno.test("parseInvocation() names what is wrong, and what was meant", () => {
  const cases: readonly (readonly [typed: readonly string[], message: string])[] = [
    [[], "'get' needs <path>."],
    [["/a", "--folow"], "'get' has no option '--folow'. Did you mean '--follow'?"],
    [["/a", "--frm=x"], "'get' has no option '--frm'. Did you mean '--form'?"],
    [["/a", "-x\u202e"], "'get' has no option '-x\\u202e'. Where it is a plain word, '--' goes before it."],
    [["/a", "--zzzzzz"], "'get' has no option '--zzzzzz'. Where it is a plain word, '--' goes before it."],
    [["/a", "--follow=yes"], "'--follow' takes no value."],
    [["/a", "-f", "--follow"], "'--follow' is given twice."],
    [["/a", "--form", "a", "--form=b"], "'--form' is given twice."],
    [["/a", "--form"], "'--form <name>' needs its value."],
    [["/a", "-H"], "'-H <field>' needs its value."],
    [["--json", "/a"], "'get' has no option '--json'. Where it is a plain word, '--' goes before it."],
  ];
  for (const [typed, message] of cases) {
    const error = assertThrows(() => parseInvocation(GET, typed, signal), ArgumentError);
    assertEquals(error.message, message);
  }
});

Deno.test("an option that a command does not declare cannot be asked for", () => {
  const { has } = parseInvocation(GET, ["/a"], signal);
  assertThrows(() => has("folow"), Error, "does not declare");
});
