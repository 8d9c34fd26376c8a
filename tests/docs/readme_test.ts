import { assert, assertEquals } from "@std/assert";
import { COMMANDS } from "../../src/console/commands.ts";
import { syntaxOf } from "../../src/console/command.ts";
import { FLAGS } from "../../src/cli/flags.ts";
import { LOG_PLACEHOLDERS } from "../../src/settings/log_format.ts";
import { settingsMarkdown } from "../../src/settings/describe.ts";

const readme = Deno.readTextFileSync(new URL("../../README.md", import.meta.url));

Deno.test("README has the settings table that the schema gives", () => {
  const [, table] = /<!-- settings: [^>]*-->\n(.*?)\n<!-- \/settings -->/s.exec(readme) ?? [];
  assertEquals(table, settingsMarkdown().trim());
});

Deno.test("README names every command, in its syntax, and no other", () => {
  const [, table = ""] = /\| Command \|.*?\n\| --- .*?\n(.*?)\n\n/s.exec(readme) ?? [];
  const named = [...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, syntax = ""]) =>
    syntax.replaceAll("\\|", "|")
  );
  assertEquals(named.toSorted(), COMMANDS.map(syntaxOf).toSorted());
});

Deno.test("README names every flag", () => {
  const [, table = ""] = /\| Flag \|.*?\n\| --- .*?\n(.*?)\n\n/s.exec(readme) ?? [];
  for (const flag of FLAGS) {
    assert(table.includes(`\`--${flag.name}\``), `--${flag.name} is missing`);
    for (const alias of flag.aliases) {
      assert(table.includes(`\`${alias.length === 1 ? "-" : "--"}${alias}\``), `${alias} is missing`);
    }
  }
  assertEquals(table.trim().split("\n").length, FLAGS.length);
});

Deno.test("README names every placeholder of a log's format", () => {
  const [, table] = /<!-- placeholders: [^>]*-->\n(.*?)\n<!-- \/placeholders -->/s.exec(readme) ?? [];
  const rows = Object.entries(LOG_PLACEHOLDERS).map(([name, meaning]) => `| \`{${name}}\` | ${meaning} |`);
  assertEquals(table, ["| Placeholder | Meaning |", "| --- | --- |", ...rows].join("\n"));
});
