/**
 * Carries out the commands that show something: as text, as JSON, or again and again.
 *
 * @module
 */
import type { ShowingCommand } from "./command.ts";
import { ArgumentError, CommandError } from "./command_error.ts";
import type { Invocation } from "./invocation.ts";
import { jsonText } from "./json_text.ts";
import type { Output } from "./output.ts";

/** Between two looks of `--watch`, in seconds. */
const PERIOD = 2;
const SHORTEST_PERIOD = 0.1;
const LONGEST_PERIOD = 86_400;

/**
 * Shows what a command has to show.
 *
 * @throws {CommandError} from the command, or when there is no terminal to repaint
 */
export async function showResult<Context>(
  command: ShowingCommand<Context>,
  context: Context,
  invocation: Invocation,
  output: Output,
): Promise<void> {
  if (command.watchable && invocation.has("watch")) return await watch(command, context, invocation, output);
  const { json, text } = await command.show(context, invocation);
  output.print(invocation.has("json") ? jsonText(json) : text(output));
}

async function watch<Context>(
  command: ShowingCommand<Context>,
  context: Context,
  invocation: Invocation,
  output: Output,
): Promise<void> {
  const period = periodOf(invocation.value("watch"));
  if (invocation.has("json")) throw new ArgumentError("'--watch' shows text; leave '--json' away.");
  const live = output.live?.();
  if (live === undefined) {
    throw new CommandError(`'${command.name} --watch' needs a terminal to repaint; leave '--watch' away.`);
  }
  const note = output.style.dim(`every ${period} s; Ctrl-C ends it`);
  try {
    while (!invocation.signal.aborted) {
      const { text } = await command.show(context, invocation);
      live.paint(`${text(output)}\n${note}`);
      await pause(period * 1000, invocation.signal);
    }
  } finally {
    live.close();
  }
}

function periodOf(typed: string | undefined): number {
  const period = typed === undefined ? PERIOD : /^\d+(\.\d+)?$/.test(typed) ? Number(typed) : NaN;
  if (period >= SHORTEST_PERIOD && period <= LONGEST_PERIOD) return period;
  throw new ArgumentError(
    `'--watch' takes a number of seconds from ${SHORTEST_PERIOD} to ${LONGEST_PERIOD}.`,
  );
}

/** Waits, but no longer than until the signal is aborted. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  const end = (): void => {
    clearTimeout(timer);
    resolve();
  };
  if (signal.aborted) end();
  signal.addEventListener("abort", end, { once: true });
  return promise.finally(() => signal.removeEventListener("abort", end));
}
