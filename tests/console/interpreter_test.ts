import { assertEquals, assertMatch } from "@std/assert";
import { type Command, syntaxOf, usageOf } from "../../src/console/command.ts";
import { ArgumentError, CommandError } from "../../src/console/command_error.ts";
import { Following } from "../../src/console/following.ts";
import { interpret, type Outcome } from "../../src/console/interpreter.ts";
import { PLAIN } from "../../src/console/style.ts";

/** What the commands of these tests work on. */
interface Journal {
  readonly done: string[];
  readonly abort: () => void;
}

const COMMANDS: readonly Command<Journal>[] = [
  {
    name: "note",
    aliases: ["n"],
    group: "Change",
    summary: "Write down up to two words",
    arguments: [{ name: "word", summary: "any", required: true }, { name: "more", summary: "any" }],
    examples: [],
    async run({ done }, { words }) {
      // The next command must wait for this one.
      await new Promise((resolve) => setTimeout(resolve, 1));
      done.push(words.join("+"));
    },
  },
  {
    name: "listen",
    group: "Serve",
    summary: "Fail",
    arguments: [],
    examples: [],
    run: () => {
      throw new CommandError("The port is busy.");
    },
  },
  {
    name: "break",
    group: "Change",
    summary: "Have a bug",
    arguments: [],
    examples: [],
    run: () => Promise.reject(new TypeError("oops")),
  },
  {
    name: "count",
    group: "See",
    summary: "Show how many were written down",
    arguments: [{ name: "unit", summary: "any" }],
    examples: [],
    watchable: true,
    show({ done }, { words: [unit] }) {
      if (unit === "miles") throw new ArgumentError("Notes are not counted in miles.");
      return { json: { notes: done.length, unit: unit ?? "\u202e" }, text: () => `${done.length} notes` };
    },
  },
  {
    name: "abort",
    group: "Change",
    summary: "Do what Ctrl-C does",
    arguments: [],
    examples: [],
    run: ({ abort }) => abort(),
  },
  {
    name: "tail",
    group: "See",
    summary: "Go on, or fail",
    arguments: [{ name: "words", syntax: "[until <word>]", summary: "any", rest: true }],
    examples: [],
    follows: () => true,
    async run({ done }, { words: [word], signal }) {
      if (word === "fail") throw new CommandError("Lost the trail.");
      done.push("begun");
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      done.push("ended");
    },
  },
  { name: "exit", group: "Console", summary: "Leave", arguments: [], examples: [], run: () => "exit" },
];

/** What a line led to. */
interface Ran {
  readonly outcome: Outcome;
  readonly done: readonly string[];
  readonly problems: readonly string[];
  readonly printed?: readonly string[];
}

async function run(line: string, following?: Following): Promise<Ran> {
  const interrupt = new AbortController();
  const context: Journal = { done: [], abort: () => interrupt.abort() };
  const problems: string[] = [];
  const printed: string[] = [];
  const outcome = await interpret(line, {
    commands: COMMANDS,
    context,
    output: { columns: undefined, style: PLAIN, print: (text) => printed.push(text), warn: () => undefined },
    signal: interrupt.signal,
    report: (problem) => problems.push(problem),
    ...(following && { following }),
  });
  return { outcome, done: context.done, problems, ...(printed.length > 0 && { printed }) };
}

Deno.test("interpret() runs the commands of a line in turn", async () => {
  assertEquals(await run("note a b; n 'c d' # e"), { outcome: "done", done: ["a+b", "c d"], problems: [] });
  assertEquals(await run("note a; exit; note b"), { outcome: "exit", done: ["a"], problems: [] });
});

Deno.test("interpret() does nothing for an empty line", async () => {
  for (const line of ["", "  ", ";", "# note a"]) {
    assertEquals(await run(line), { outcome: "done", done: [], problems: [] });
  }
});

Deno.test("interpret() reports what is wrong and leaves the rest of the line", async () => {
  const cases: readonly (readonly [line: string, problem: string])[] = [
    ["lisen", "Unknown command 'lisen'. Did you mean 'listen'?"],
    ["ntoe", "Unknown command 'ntoe'. Did you mean 'note'?"],
    ["frobnicate", "Unknown command 'frobnicate'. Type 'help' for a list."],
    ["''", "Unknown command ''. Type 'help' for a list."],
    ["'\x1b[2J\u202e'", "Unknown command '\\u001b[2J\\u202e'. Type 'help' for a list."],
    ["listen", "The port is busy."],
    ["listen now", "'listen' takes no arguments.\nUsage: listen"],
    ["note", "'note' needs <word>.\nUsage: note <word> [more]"],
    ["note a b c", "'note' was given too many arguments.\nUsage: note <word> [more]"],
    ["note a --b", "'note' has no options, but was given '--b'.\nUsage: note <word> [more]"],
    ["count miles", "Notes are not counted in miles.\nUsage: count [--json] [--watch [seconds]] [unit]"],
    ["count --watch", "'count --watch' needs a terminal to repaint; leave '--watch' away."],
    [
      "count --watch=0",
      "'--watch' takes a number of seconds from 0.1 to 86400.\nUsage: count [--json] [--watch [seconds]] [unit]",
    ],
    ["note 'a", "The quotation that ' opens is not closed."],
  ];
  for (const [line, problem] of cases) {
    assertEquals(await run(`${line}`), { outcome: "failed", done: [], problems: [problem] });
    if (!line.includes("'")) assertEquals((await run(`note a; ${line}; note b`)).done, ["a"], line);
  }
});

Deno.test("interpret() survives a bug in a command and says where it is", async () => {
  const { outcome, problems } = await run("break");
  assertEquals(outcome, "failed");
  assertMatch(problems.join(), /^A bug in LINPR: TypeError: oops\n {4}at /);
});

Deno.test("interpret() shows what a command gives, as text or as JSON that is harmless to a terminal", async () => {
  assertEquals((await run("note a; count; count --json")).printed, [
    "1 notes",
    '{\n  "notes": 1,\n  "unit": "\\u202e"\n}',
  ]);
});

Deno.test("interpret() leaves the rest of a line after Ctrl-C", async () => {
  assertEquals(await run("note a; abort; note b"), { outcome: "failed", done: ["a"], problems: [] });
});

Deno.test("interpret() lets a command that follows go on where it can, and tells when that fails", async () => {
  const following = new Following();
  const ran = await run("tail; note a", following);
  assertEquals([ran.outcome, ran.done, following.isActive], ["done", ["begun", "a"], true]);
  assertEquals([following.endLatest(), following.isActive], [true, false]);
  await new Promise((resolve) => setTimeout(resolve));
  assertEquals([ran.done, following.endLatest()], [["begun", "a", "ended"], false]);
  const failed = await run("tail fail", following);
  await new Promise((resolve) => setTimeout(resolve));
  assertEquals([failed.problems, following.isActive], [["Lost the trail."], false]);
});

Deno.test("syntaxOf() and usageOf() tell what must be given from what may be", () => {
  const syntaxes = [
    "note <word> [more]",
    "listen",
    "break",
    "count [unit]",
    "abort",
    "tail [until <word>]",
    "exit",
  ];
  assertEquals(COMMANDS.map(syntaxOf), syntaxes);
  assertEquals(
    COMMANDS.map(usageOf),
    syntaxes.map((one) => one.replace("count", "count [--json] [--watch [seconds]]")),
  );
});
