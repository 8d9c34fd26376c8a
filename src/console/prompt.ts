/**
 * The console in a terminal.
 *
 * @module
 */
import { VERSION } from "../version.ts";
import type { ConsoleContext } from "./context.ts";
import { Conversation } from "./conversation.ts";
import type { History } from "./history.ts";
import { styleFor } from "./style.ts";
import type { Terminal } from "./terminal.ts";

/** What a terminal is greeted with. */
export const BANNER = `Welcome to LINPR ${VERSION}. ` +
  "Type 'help' for help, or 'help cmd' for info on the 'cmd' command.";

/** What a console in a terminal is made of. */
export interface PromptParts {
  readonly context: ConsoleContext;
  readonly terminal: Terminal;
  readonly history: History;
}

/**
 * Runs the typed lines until `exit`, Ctrl-D, a signal, or the end of the terminal; then stops the server.
 *
 * @returns the exit code
 */
export async function runPrompt(parts: PromptParts): Promise<number> {
  const code = await Promise.race([converse(parts), parts.context.shutdown.finished]);
  parts.terminal.close();
  return code;
}

async function converse({ context, terminal, history }: PromptParts): Promise<number> {
  const { red } = styleFor(Deno.stderr);
  const conversation = new Conversation(context, (problem) => terminal.warn(red(problem)));
  const lines = terminal.edit({
    prompt: () => conversation.prompt(),
    complete: (line) => conversation.complete(line),
    interrupt: (busy) => conversation.interrupt(busy),
    history,
  });
  for await (const line of lines) {
    if (await conversation.run(line) === "exit") break;
  }
  conversation.end();
  context.shutdown.drain();
  return await context.shutdown.finished;
}
