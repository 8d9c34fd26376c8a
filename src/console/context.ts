import type { Supervisor } from "../supervisor/supervisor.ts";
import type { Command } from "./command.ts";
import type { Configuration } from "./configuration.ts";
import type { Output } from "./output.ts";

/** What the commands of the console work on. */
export interface ConsoleContext {
  readonly supervisor: Supervisor;
  readonly configuration: Configuration;
  readonly output: Output;
  /** When the port is busy, take the next free one. */
  readonly anyPort: boolean;
  /** All commands: `help` lists them. */
  readonly commands: readonly Command<ConsoleContext>[];
}

/** A command of LINPR's console. */
export type ConsoleCommand = Command<ConsoleContext>;
