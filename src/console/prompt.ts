/**
 * The console in a terminal.
 *
 * @module
 */
import { VERSION } from "../version.ts";
import { completeLine, type Completion } from "./completion.ts";
import type { ConsoleContext } from "./context.ts";
import type { History } from "./history.ts";
import { interpret, problemText } from "./interpreter.ts";
import { promptText } from "./prompt_text.ts";
import type { Shutdown } from "./shutdown.ts";
import { styleFor } from "./style.ts";
import type { Terminal } from "./terminal.ts";

/** What a terminal is greeted with. */
export const BANNER = `Welcome to LINPR ${VERSION}. ` +
  "Type 'help' for help, or 'help cmd' for info on the 'cmd' command.";

/** What a console in a terminal is made of. */
export interface PromptParts {
  readonly context: ConsoleContext;
  readonly terminal: Terminal;
  readonly shutdown: Shutdown;
  readonly history: History;
}

/**
 * Runs the typed lines until `exit`, Ctrl-D, a signal, or the end of the terminal; then stops the server.
 *
 * @returns the exit code
 */
export async function runPrompt(parts: PromptParts): Promise<number> {
  const code = await Promise.race([converse(parts), parts.shutdown.finished]);
  parts.terminal.close();
  return code;
}

async function converse({ context, terminal, shutdown, history }: PromptParts): Promise<number> {
  let running = new AbortController();
  const { red } = styleFor(Deno.stderr);
  const report = (problem: string) => terminal.warn(red(problem));
  const lines = terminal.edit({
    prompt: () => promptText(context),
    complete: (line) => complete(line, context, report),
    interrupt: (busy) => {
      running.abort();
      interrupt(context, busy);
    },
    history,
  });
  for await (const line of lines) {
    running = new AbortController();
    const { signal } = running;
    const { commands, output } = context;
    if (await interpret(line, { commands, context, output, signal, report }) === "exit") break;
  }
  shutdown.drain();
  return await shutdown.finished;
}

async function complete(
  line: string,
  context: ConsoleContext,
  report: (problem: string) => void,
): Promise<Completion> {
  try {
    return await completeLine(line, context.commands, context);
  } catch (error) {
    report(problemText(error));
    return { candidates: [], typed: "" };
  }
}

/** Ctrl-C: cuts off what a `stop` still waits for; a command that runs has its signal aborted already. */
function interrupt({ supervisor, output }: ConsoleContext, busy: boolean): void {
  if (supervisor.state === "draining") supervisor.kill();
  else if (!busy) output.print("Use 'exit' to exit.");
}
