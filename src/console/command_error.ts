/**
 * A command that cannot be carried out; the message is for the operator, already escaped, without a line break at its
 * end.
 */
export class CommandError extends Error {
  override readonly name: string = "CommandError";
}

/** Words or options that make no sense to a command: the interpreter puts the usage line behind the message. */
export class ArgumentError extends CommandError {
  override readonly name = "ArgumentError";
}
