/**
 * The console on a pipe: commands from a script, no prompt.
 *
 * @module
 */
import process from "node:process";
import readline from "node:readline";
import type { ConsoleContext } from "./context.ts";
import { interpret } from "./interpreter.ts";
import type { Shutdown } from "./shutdown.ts";

/**
 * Runs the lines of stdin until one fails or there are no more; then stops the server.
 *
 * @returns the exit code: 1 after a failed command
 */
export async function runPipe(context: ConsoleContext, shutdown: Shutdown): Promise<number> {
  return await Promise.race([runLines(context, shutdown), shutdown.finished]);
}

async function runLines(context: ConsoleContext, shutdown: Shutdown): Promise<number> {
  const lines = readline.createInterface({ input: process.stdin, terminal: false, crlfDelay: Infinity });
  const { commands, output } = context;
  const report = (problem: string) => output.warn(problem);
  for await (const line of lines) {
    const outcome = await interpret(line, { commands, context, output, signal: shutdown.begun, report });
    if (outcome === "failed") shutdown.fail(1);
    if (outcome !== "done") break;
  }
  shutdown.drain();
  return await shutdown.finished;
}
