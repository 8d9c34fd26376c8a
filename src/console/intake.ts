/**
 * Whether connections are accepted, as an operator changes it.
 *
 * @module
 */
import type { Policy } from "../channel/policy.ts";
import { CommandError } from "./command_error.ts";
import type { ConsoleContext } from "./context.ts";
import { tell } from "./tell.ts";

type Intake = Policy["intake"];

/** How each is called, for people. */
export const INTAKE_NAMES: Readonly<Record<Intake, string>> = {
  open: "accepting",
  paused: "paused",
  drained: "draining",
};

/** What leads back to each. */
const WAYS: Readonly<Record<Intake, string>> = { open: "resume", paused: "pause", drained: "drain" };

/**
 * Has a server that listens accept connections, or not, and says so.
 *
 * @throws {CommandError} when it does not listen
 */
export async function changeIntake({ supervisor, output }: ConsoleContext, to: Intake): Promise<void> {
  const { operations } = supervisor;
  if (supervisor.state !== "listening") {
    throw new CommandError(`The server does not listen, it is ${supervisor.state}: 'listen' comes first.`);
  }
  const from = operations.intake;
  if (from === to) return tell(output, `The server is ${INTAKE_NAMES[to]} already.`);
  await operations.take(to);
  tell(output, `connections: ${INTAKE_NAMES[from]} -> ${INTAKE_NAMES[to]}. Undo: ${WAYS[from]}`);
}
