/** A command is added by one file and one line: all that tells of commands knows it from its declaration. */

import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { COMMANDS } from "../../src/console/commands.ts";
import { completeLine } from "../../src/console/completion.ts";
import type { ConsoleCommand } from "../../src/console/context.ts";
import { consoleFixture } from "./console_fixture.ts";

/** The added file; it works on the whole context, as any command does. */
const weigh: ConsoleCommand = {
  name: "weigh",
  aliases: ["scale"],
  group: "Ask",
  summary: "Weigh a file of the content root",
  details: ["The weight is given in grams."],
  arguments: [{
    name: "file",
    summary: "what is weighed",
    required: true,
    complete: () => ["feather.txt", "lead.txt"],
  }],
  options: [{
    name: "tare",
    short: "t",
    value: "grams",
    summary: "taken off the weight",
    complete: () => ["5", "10"],
  }],
  examples: [{ line: "weigh lead.txt", effect: "a heavy one" }],
  watchable: true,
  show: ({ supervisor }, { words: [file], value }) => ({
    json: { file, state: supervisor.state, tare: value("tare") ?? null },
    text: () => `${file} is heavy while ${supervisor.state}`,
  }),
};

Deno.test("a command that is added is in the list of 'help', under its group", async () => {
  const { run } = consoleFixture([weigh]);
  assertMatch(await run("help"), /^Ask\n(?: .*\n)* {2}weigh +Weigh a file of the content root\n/m);
});

Deno.test("a command that is added has its manual page, options of its kind included", async () => {
  const { run } = consoleFixture([weigh]);
  const page = await run("help scale");
  assertEquals(
    page,
    `weigh [-t <grams>] [--json] [--watch [seconds]] <file> (also: scale)

Weigh a file of the content root.

The weight is given in grams.

Arguments
  file  what is weighed

Options
  -t, --tare <grams>  taken off the weight
  --json              print JSON, for programs
  --watch [seconds]   show it again every 2 seconds, or as many as you say, until Ctrl-C

Examples
  weigh lead.txt  a heavy one`,
  );
  assertStringIncludes(
    await run("help --json weigh"),
    '"usage": "weigh [-t <grams>] [--json] [--watch [seconds]] <file>"',
  );
});

Deno.test("a command that is added is completed, checked, run, and shown as JSON", async () => {
  const { run, context } = consoleFixture([weigh]);
  const complete = async (line: string) => (await completeLine(line, context.commands, context)).candidates;
  assertEquals(await complete("wei"), ["weigh "]);
  assertEquals(await complete("help wei"), ["weigh"]);
  assertEquals(await complete("weigh f"), ["feather.txt"]);
  assertEquals(await complete("weigh --"), ["--tare", "--json", "--watch"]);
  assertEquals(await complete("weigh -t "), ["5", "10"]);
  assertEquals(await run("weigh lead.txt"), "lead.txt is heavy while stopped");
  assertEquals(JSON.parse(await run("weigh -t 5 lead.txt --json")), {
    file: "lead.txt",
    state: "stopped",
    tare: "5",
  });
  assertEquals(
    await run("weigh"),
    "'weigh' needs <file>.\nUsage: weigh [-t <grams>] [--json] [--watch [seconds]] <file>",
  );
  assertEquals(await run("weihg x"), "Unknown command 'weihg'. Did you mean 'weigh'?");
});

Deno.test("no command declares what comes with its kind, and options and names are there once", () => {
  const names = COMMANDS.flatMap((command) => [command.name, ...command.aliases ?? []]);
  assertEquals(names.length, new Set(names).size);
  for (const command of COMMANDS) {
    const options = (command.options ?? []).flatMap(({ name, short }) =>
      short === undefined ? [name] : [name, short]
    );
    assertEquals(options.length, new Set(options).size, command.name);
    if (command.show === undefined) continue;
    assertEquals(options.filter((name) => ["json", "watch"].includes(name)), [], command.name);
  }
});
