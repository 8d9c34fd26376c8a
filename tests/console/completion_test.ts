import { assertEquals } from "@std/assert";
import type { Command } from "../../src/console/command.ts";
import { completeLine } from "../../src/console/completion.ts";

/** The names that the second command offers. */
type Names = readonly string[];

const NOTHING = { summary: "", examples: [], run: () => undefined };

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
  { ...NOTHING, name: "exit", aliases: ["quit"], arguments: [] },
];

Deno.test("completeLine() offers commands, then what each argument declares", () => {
  const cases: readonly (readonly [line: string, candidates: readonly string[], typed: string])[] = [
    ["", ["startup", "status", "exit"], ""],
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
    ["exit;", ["startup", "status", "exit"], ""],
  ];
  for (const [line, candidates, typed] of cases) {
    assertEquals(completeLine(line, COMMANDS, ["alpha", "beta"]), { candidates, typed }, line);
  }
});
