/** A control socket that cannot be had, or cannot be reached; the message is for people, already escaped. */
export class ControlError extends Error {
  override readonly name = "ControlError";
}
