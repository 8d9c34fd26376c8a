/** A command line that makes no sense; the message is one line, harmless to a terminal. The exit code is 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
