import { assertEquals } from "@std/assert";
import type { Command } from "../../src/console/command.ts";
import { completeLine } from "../../src/console/completion.ts";

/** The names that the second command offers. */
type Names = readonly string[];

const NOTHING = { group: "See", summary: "", examples: [], run: () => undefined } as const;

const COMMANDS: readonly Command<Names>[] = [
  { ...NOTHING, name: "startup", arguments: [{ name: "host", summary: "" }] },
  {
    ...NOTHING,
    name: "status",
    arguments: [{ name: "name", summary: "", complete: (names) => names }, {
      name: "rest",
      summary: "",
      complete: () => ["gamma"],
    }],
  },
  {
    ...NOTHING,
    name: "named",
    arguments: [{ name: "id", summary: "", complete: () => ["#1-2", "#1-3"] }],
  },
  { ...NOTHING, name: "exit", aliases: ["quit"], arguments: [] },
  {
    ...NOTHING,
    name: "get",
    arguments: [{
      name: "path",
      summary: "",
      rest: true,
      complete: () => Promise.resolve(["a b", "a'c", "dir/", "x\u202e"]),
    }],
    options: [
      {
        name: "header",
        short: "H",
        value: "field",
        repeatable: true,
        summary: "",
        complete: () => ["Accept: a", "Host: b"],
      },
      { name: "head", summary: "" },
      { name: "after", value: "word", summary: "", complete: (_, { words }) => words },
    ],
  },
];

Deno.test("completeLine() offers commands, then what each argument and option declares", async () => {
  const cases: readonly (readonly [line: string, candidates: readonly string[], typed: string])[] = [
    ["", ["startup", "status", "named", "exit", "get"], ""],
    ["sta", ["startup", "status"], "sta"],
    ["stat", ["status "], "stat"],
    ["ex", ["exit"], "ex"],
    ["q", ["quit"], "q"],
    ["x", [], "x"],
    ["status ", ["alpha", "beta"], ""],
    ["status b", ["beta "], "b"],
    ["status beta g", ["gamma"], "g"],
    ["status beta ", ["gamma"], ""],
    ["status a b c", [], "c"],
    ["startup ", [], ""],
    ["nothing ", [], ""],
    ["exit; st", ["startup", "status"], "st"],
    ["exit;", ["startup", "status", "named", "exit", "get"], ""],
    ["get a", ["a\\ b", "a\\'c"], "a"],
    ["get a\\ ", ["a\\ b "], "a\\ "],
    ["get 'a", ["'a b' "], "'a"],
    ["get \"a'", ['"a\'c" '], "\"a'"],
    ["get a' ", [], "a' "],
    ["get one two di", ["dir/"], "di"],
    ["get x", [], "x"],
    ["get --h", ["--header", "--head"], "--h"],
    ["get --head --h", ["--header "], "--h"],
    ["get --a", ["--after "], "--a"],
    ["get x y --after ", ["x", "y"], ""],
    ["get x --after=", ["--after=x "], "--after="],
    ["get -H A", ["Accept:\\ a "], "A"],
    ["get --header 'H", ["'Host: b' "], "'H"],
    ["get -- --h", [], "--h"],
    ["named #", ["#1-2", "#1-3"], "#"],
    ["named #1-3", ["#1-3"], "#1-3"],
    ["exit; named #", ["#1-2", "#1-3"], "#"],
    ["#", [], ""],
    ["exit; #", [], ""],
    ["status # al", [], ""],
    ["status # ", [], ""],
  ];
  for (const [line, candidates, typed] of cases) {
    assertEquals(await completeLine(line, COMMANDS, ["alpha", "beta"]), { candidates, typed }, line);
  }
});
