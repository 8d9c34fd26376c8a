import { assert, assertEquals, assertThrows } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { compileArguments } from "../../tools/compile_task.ts";

Deno.test("compileArguments() splits the task and names its output", () => {
  const { args, output } = compileArguments("deno compile  --no-prompt --output linpr main.ts ");
  assertEquals(args, ["--no-prompt", "--output", "linpr", "main.ts"]);
  assertEquals(output, "linpr");
});

Deno.test("compileArguments() writes another output when it is asked to", () => {
  const { args, output } = compileArguments("deno compile --output linpr main.ts", "/tmp/a b");
  assertEquals(args, ["--output", "/tmp/a b", "main.ts"]);
  assertEquals(output, "/tmp/a b");
});

Deno.test("compileArguments() refuses a task that it cannot split", () => {
  const cases: readonly [task: string, message: string][] = [
    ["deno run main.ts", "does not start"],
    ["npx deno compile --output linpr main.ts", "does not start"],
    ["", "does not start"],
    ["deno compile main.ts", "no `--output FILE`"],
    ["deno compile main.ts --output", "no `--output FILE`"],
    ['deno compile --output "a b" main.ts', "needs a shell"],
    ["deno compile --output $OUT main.ts", "needs a shell"],
    ["deno compile --output linpr main.ts && strip linpr", "needs a shell"],
  ];
  for (const [task, message] of cases) {
    assertThrows(() => compileArguments(task), SyntaxError, message, task);
  }
});

Deno.test("compileArguments() understands the task of deno.json", () => {
  const { args, output } = compileArguments(config.tasks.compile.command);
  assertEquals(output, "linpr");
  assert(args.includes("--no-prompt"), "a worker would ask on the operator's terminal");
});
