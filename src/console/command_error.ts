/** A command that cannot be carried out; the message is one line for the operator, already escaped. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}
