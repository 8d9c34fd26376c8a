/**
 * The console on a pipe: commands from a script, no prompt.
 *
 * @module
 */
import process from "node:process";
import readline from "node:readline";
import type { ConsoleContext } from "./context.ts";
import { interpret } from "./interpreter.ts";

/**
 * Runs the lines of stdin until one fails or there are no more; then stops the server.
 *
 * @param keepGoing a command that fails does not end the script, only its own line
 * @returns the exit code: 1 after a failed command
 */
export async function runPipe(context: ConsoleContext, keepGoing: boolean): Promise<number> {
  return await Promise.race([runLines(context, keepGoing), context.shutdown.finished]);
}

async function runLines(context: ConsoleContext, keepGoing: boolean): Promise<number> {
  const lines = readline.createInterface({ input: process.stdin, terminal: false, crlfDelay: Infinity });
  const { commands, output, shutdown } = context;
  const report = (problem: string) => output.warn(problem);
  for await (const line of lines) {
    const outcome = await interpret(line, { commands, context, output, signal: shutdown.begun, report });
    if (outcome === "failed") shutdown.fail(1);
    if (outcome === "exit" || (outcome === "failed" && !keepGoing)) break;
  }
  shutdown.drain();
  return await shutdown.finished;
}
