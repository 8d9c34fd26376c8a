/**
 * The console in a terminal.
 *
 * @module
 */
import { VERSION } from "../version.ts";
import { completeLine } from "./completion.ts";
import type { ConsoleContext } from "./context.ts";
import { interpret } from "./interpreter.ts";
import type { Shutdown } from "./shutdown.ts";
import { styleFor } from "./style.ts";
import type { Terminal } from "./terminal.ts";

/** What stands before the line being typed. */
export const PROMPT = `LINPR ${VERSION} > `;

/** What a terminal is greeted with. */
export const BANNER = `Welcome to LINPR ${VERSION}. ` +
  "Type 'help' for help, or 'help cmd' for info on the 'cmd' command.";

/**
 * Runs the typed lines until `exit`, Ctrl-D, a signal, or the end of the terminal; then stops the server.
 *
 * @returns the exit code
 */
export async function runPrompt(
  context: ConsoleContext,
  terminal: Terminal,
  shutdown: Shutdown,
): Promise<number> {
  const code = await Promise.race([converse(context, terminal, shutdown), shutdown.finished]);
  terminal.close();
  return code;
}

async function converse(context: ConsoleContext, terminal: Terminal, shutdown: Shutdown): Promise<number> {
  const lines = terminal.edit({
    prompt: PROMPT,
    complete: (line) => completeLine(line, context.commands, context),
    interrupt: () => interrupt(context),
  });
  const { red } = styleFor(Deno.stderr);
  const report = (problem: string) => terminal.warn(red(problem));
  for await (const line of lines) {
    if (await interpret(line, { commands: context.commands, context, report }) === "exit") break;
  }
  shutdown.drain();
  return await shutdown.finished;
}

/** Ctrl-C on an empty line: cuts off what a `stop` still waits for. */
function interrupt({ supervisor, output }: ConsoleContext): void {
  if (supervisor.state === "draining") supervisor.kill();
  else output.print("Use 'exit' to exit.");
}
