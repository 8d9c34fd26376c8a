/**
 * The console in a terminal.
 *
 * @module
 */
import { VERSION } from "../version.ts";
import type { Completion } from "./completion.ts";
import type { ConsoleContext } from "./context.ts";
import { Conversation } from "./conversation.ts";
import type { History } from "./history.ts";
import type { Outcome } from "./interpreter.ts";
import { styleFor } from "./style.ts";
import type { Terminal } from "./terminal.ts";

/** What a terminal is greeted with. */
export const BANNER = `Welcome to LINPR ${VERSION}. ` +
  "Type 'help' for help, or 'help cmd' for info on the 'cmd' command.";

/** Whom the operator talks to: the server in this process, or one at the other end of a socket. */
export interface Partner {
  /** What is to stand before the line being typed, at this moment. */
  readonly prompt: () => string;
  /** What Tab offers. */
  readonly complete: (line: string) => Promise<Completion>;
  /** Answers Ctrl-C; `busy`: while a line is run. */
  readonly interrupt: (busy: boolean) => void;
  /** Runs a line. */
  readonly run: (line: string) => Promise<Outcome>;
  /** The conversation is over. */
  readonly end: () => void;
}

/**
 * Runs the typed lines until `exit`, Ctrl-D, a signal, or the end of the terminal; then stops the server.
 *
 * @returns the exit code
 */
export async function runPrompt(
  context: ConsoleContext,
  terminal: Terminal,
  history: History,
): Promise<number> {
  const { shutdown } = context;
  const { red } = styleFor(Deno.stderr);
  const conversation = new Conversation(context, (problem) => terminal.warn(red(problem)));
  const conversed = converse(terminal, conversation, history).then(() => {
    shutdown.drain();
    return shutdown.finished;
  });
  const code = await Promise.race([conversed, shutdown.finished]);
  terminal.close();
  return code;
}

/** Passes the typed lines on until `exit`, Ctrl-D, or the end of the terminal. */
export async function converse(terminal: Terminal, partner: Partner, history: History): Promise<void> {
  const lines = terminal.edit({
    prompt: () => partner.prompt(),
    complete: (line) => partner.complete(line),
    interrupt: (busy) => partner.interrupt(busy),
    history,
  });
  for await (const line of lines) {
    if (await partner.run(line) === "exit") break;
  }
  partner.end();
}
