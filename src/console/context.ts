import type { Supervisor } from "../supervisor/supervisor.ts";
import type { Command } from "./command.ts";
import type { Configuration } from "./configuration.ts";
import type { Output } from "./output.ts";
import type { Shutdown } from "./shutdown.ts";
import type { Session } from "./session.ts";

/** What the commands of the console work on. */
export interface ConsoleContext {
  readonly supervisor: Supervisor;
  readonly configuration: Configuration;
  readonly output: Output;
  /** Who is at this console. */
  readonly session: Session;
  /** The end of this run of the program. */
  readonly shutdown: Shutdown;
  /** When the port is busy, take the next free one. */
  readonly anyPort: boolean;
  /** All commands: `help` lists them. */
  readonly commands: readonly Command<ConsoleContext>[];
  /** The files that are being run, the outermost first. */
  readonly scripts: readonly string[];
}

/** A command of LINPR's console. */
export type ConsoleCommand = Command<ConsoleContext>;
