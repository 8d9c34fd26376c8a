import { describeFound, excerpt } from "../../settings/printable.ts";
import { systemErrorCode } from "../../settings/system_error.ts";
import { CommandError } from "../command_error.ts";
import type { ConsoleCommand, ConsoleContext } from "../context.ts";
import { completePath } from "../file_completion.ts";
import { interpret } from "../interpreter.ts";
import type { Invocation } from "../invocation.ts";

/** Scripts may run scripts, so deep at most. */
const DEEPEST = 8;

/** The largest script, in bytes: a mistyped name must not read a disk image. */
const LARGEST = 1024 * 1024;

/** Runs a file of commands. */
export const run: ConsoleCommand = {
  name: "run",
  group: "Script",
  summary: "Run the commands of a file",
  details: [
    "Each line is one that could be typed. The first command that fails ends the file, unless --keep-going says otherwise; an 'exit' in it closes the console.",
  ],
  arguments: [{
    name: "file",
    summary: "a text file",
    required: true,
    complete: (_, { typed }) => completePath(typed),
  }],
  options: [{ name: "keep-going", short: "k", summary: "run the rest after a command that failed" }],
  examples: [{ line: "run smoke.linpr", effect: "run the commands in smoke.linpr" }],
  async run(context, invocation) {
    const [file = ""] = invocation.words;
    if (context.scripts.length >= DEEPEST) {
      throw new CommandError(`'${excerpt(file)}' is not run: scripts run scripts ${DEEPEST} deep at most.`);
    }
    const lines = (await readScript(file)).split(/\r?\n/);
    return await runLines(file, lines, { ...context, scripts: [...context.scripts, file] }, invocation);
  },
};

async function readScript(file: string): Promise<string> {
  try {
    const { isFile, size } = await Deno.stat(file);
    if (!isFile) throw new CommandError(`${describeFound(file)} is not a file.`);
    if (size > LARGEST) {
      throw new CommandError(`${describeFound(file)} is too large for a script: 1 MiB at most.`);
    }
    return await Deno.readTextFile(file);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    throw new CommandError(`${describeFound(file)} cannot be read: ${code}`);
  }
}

async function runLines(
  file: string,
  lines: readonly string[],
  context: ConsoleContext,
  { signal, has }: Invocation,
): Promise<"exit" | void> {
  const { commands, output } = context;
  let failures = 0;
  for (const [index, line] of lines.entries()) {
    const problems: string[] = [];
    const report = (problem: string) => void problems.push(`${excerpt(file)}:${index + 1}: ${problem}`);
    const outcome = await interpret(line, { commands, context, output, signal, report });
    if (outcome === "exit") return "exit";
    if (outcome === "done") continue;
    if (!has("keep-going") || signal.aborted) throw new CommandError(problems.join("\n") || "Cancelled.");
    failures++;
    output.warn(problems.join("\n"));
  }
  if (failures > 0) throw new CommandError(`${failures} of the lines of ${excerpt(file)} failed.`);
}
