import { assert, assertStringIncludes } from "@std/assert";
import { FLAGS } from "../../src/cli/flags.ts";
import { helpText } from "../../src/cli/help.ts";
import { SETTING_KEYS } from "../../src/settings/settings.ts";

Deno.test("helpText() names every flag by all its names, and every setting", () => {
  const text = helpText();
  for (const flag of FLAGS) {
    for (const name of [flag.name, ...flag.aliases]) {
      assertStringIncludes(text, name.length === 1 ? `-${name},` : `--${name}`);
    }
  }
  for (const key of SETTING_KEYS) assertStringIncludes(text, `\n  ${key} `);
});

Deno.test("helpText() has no trailing blanks and ends without a line break", () => {
  assert(!/ $/m.test(helpText()));
  assert(!helpText().endsWith("\n"));
});

Deno.test("helpText() fits into a terminal of 80 columns", () => {
  for (const line of helpText(80).split("\n")) assert(line.length <= 80, line);
});
