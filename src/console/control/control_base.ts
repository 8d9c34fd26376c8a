import type { ConsoleContext } from "../context.ts";
import type { Notices } from "../notices.ts";

/** What the sessions have in common; each adds its own output and operator. */
export interface ControlBase
  extends Pick<ConsoleContext, "supervisor" | "configuration" | "shutdown" | "anyPort"> {
  /** What attached operators are told unasked. */
  readonly notices: Notices;
}

/** One client's session. */
export interface ControlSession {
  /** Settles when the session is over, its connection closed. */
  readonly ended: Promise<void>;
  /** Ends it, and tells the client why where it can be told. */
  readonly end: (reason: string) => void;
}
