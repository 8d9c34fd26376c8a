import { CommandError } from "../command_error.ts";
import type { ConsoleContext } from "../context.ts";

/**
 * Makes sure that requests are kept.
 *
 * @throws {CommandError} where they are not, with what to do about it
 */
export function requireHistory({ supervisor }: Pick<ConsoleContext, "supervisor">): void {
  if (supervisor.settings["log.history"] > 0) return;
  throw new CommandError("No requests are kept: log.history is 0. Set it, such as to 4 MiB, and start anew.");
}
