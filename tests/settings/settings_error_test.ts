import { assert, assertEquals } from "@std/assert";
import { formatProblem, type Problem, SettingsError } from "../../src/settings/settings_error.ts";

Deno.test("formatProblem() writes what it is given", () => {
  const cases: [Problem, string][] = [
    [{ message: "m" }, "m"],
    [{ key: "general.port", message: "m" }, "general.port: m"],
    [{ file: "f", message: "m" }, "f: m"],
    [{ file: "f", line: 2, column: 3, message: "m" }, "f:2:3: m"],
    [
      { file: "f", line: 2, column: 3, key: "k", message: "m", suggestion: "s" },
      "f:2:3 k: m; did you mean s?",
    ],
    [{ file: "a\nb\x1b", message: "m" }, "a\\u000ab\\u001b: m"],
  ];
  for (const [problem, text] of cases) assertEquals(formatProblem(problem), text);
});

Deno.test("SettingsError has one line for each problem", () => {
  const error = new SettingsError([{ key: "a", message: "1\n2" }, { key: "b", message: "3" }]);
  assert(error instanceof Error);
  assertEquals(error.name, "SettingsError");
  assertEquals(error.message.split("\n"), ["a: 1\\u000a2", "b: 3"]);
  assertEquals(error.problems.length, 2);
});
