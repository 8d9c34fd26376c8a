/**
 * A start that cannot be, in words for the operator.
 *
 * @module
 */

/** Thrown by `Supervisor.startup`; the message is one line: what is wrong, and what to do. */
export class StartupError extends Error {
  /** The error's name, `StartupError`. */
  override readonly name = "StartupError";
  /** Whether the settings are to blame (exit 2) or the state of the system (exit 1). */
  readonly kind: "settings" | "system";

  /** Makes the error. */
  constructor(kind: "settings" | "system", message: string) {
    super(message);
    this.kind = kind;
  }
}
