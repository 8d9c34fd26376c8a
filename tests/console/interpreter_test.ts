import { assertEquals, assertMatch } from "@std/assert";
import { type Command, syntaxOf } from "../../src/console/command.ts";
import { CommandError } from "../../src/console/command_error.ts";
import { interpret, type Outcome } from "../../src/console/interpreter.ts";

/** What the commands of these tests work on. */
interface Journal {
  readonly done: string[];
}

const COMMANDS: readonly Command<Journal>[] = [
  {
    name: "note",
    aliases: ["n"],
    summary: "Write down up to two words",
    arguments: [{ name: "word", summary: "any", required: true }, { name: "more", summary: "any" }],
    examples: [],
    async run({ done }, words) {
      // The next command must wait for this one.
      await new Promise((resolve) => setTimeout(resolve, 1));
      done.push(words.join("+"));
    },
  },
  {
    name: "listen",
    summary: "Fail",
    arguments: [],
    examples: [],
    run: () => {
      throw new CommandError("The port is busy.");
    },
  },
  {
    name: "break",
    summary: "Have a bug",
    arguments: [],
    examples: [],
    run: () => Promise.reject(new TypeError("oops")),
  },
  { name: "exit", summary: "Leave", arguments: [], examples: [], run: () => "exit" },
];

async function run(line: string): Promise<{ outcome: Outcome; done: string[]; problems: string[] }> {
  const context: Journal = { done: [] };
  const problems: string[] = [];
  const outcome = await interpret(line, {
    commands: COMMANDS,
    context,
    report: (problem) => problems.push(problem),
  });
  return { outcome, done: context.done, problems };
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
    ["listen now", "'listen' takes no arguments. Usage: listen"],
    ["note", "'note' needs <word>. Usage: note <word> [more]"],
    ["note a b c", "'note' was given too many arguments. Usage: note <word> [more]"],
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

Deno.test("syntaxOf() tells what must be given from what may be", () => {
  assertEquals(COMMANDS.map(syntaxOf), ["note <word> [more]", "listen", "break", "exit"]);
});
