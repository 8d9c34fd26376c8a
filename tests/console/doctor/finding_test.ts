import { assertEquals } from "@std/assert";
import {
  type Finding,
  findingText,
  namesText,
  shellMend,
  sortFindings,
} from "../../../src/console/doctor/finding.ts";
import { COLOURED, PLAIN } from "../../../src/console/style.ts";

const finding: Finding = {
  level: "warning",
  kind: "x",
  text: "some words that are more than the window holds",
  mend: { where: "shell", line: "a command that is copied, and so must stay in one piece" },
};

Deno.test("findingText() wraps what is read, and leaves whole what is copied", () => {
  const output = { columns: 30, style: PLAIN, print: () => {}, warn: () => {} };
  assertEquals(
    findingText(finding, output),
    `warning: some words that are
more than the window holds
  $ a command that is copied, and so must stay in one piece`,
  );
  const coloured = { ...output, columns: undefined, style: COLOURED };
  assertEquals(findingText({ level: "note", kind: "x", text: "so" }, coloured), "\x1b[36mnote\x1b[39m: so");
});

Deno.test("sortFindings() puts the worst first", () => {
  const all = (["note", "danger", "warning", "danger"] as const).map((level, index) => ({
    level,
    kind: String(index),
    text: "",
  }));
  assertEquals(sortFindings(all).map(({ kind }) => kind), ["1", "3", "2", "0"]);
});

Deno.test("namesText() tells a few, and how many more there are", () => {
  assertEquals(namesText(["a", "b\n"], 2), "a, b\\u000a");
  assertEquals(namesText(["a", "b", "c", "d"], 104), "a, b, c and 101 more");
});

Deno.test("shellMend() makes each path one word", () => {
  assertEquals(
    shellMend("rm", ["/a b", "/it's", "/ü"]).line,
    `rm '/a b' '/it'\\''s' "$(printf '/\\303\\274')"`,
  );
});
