import type { Outbox } from "./outbox.ts";

/** What answers the lines of one session. */
export interface LineReader {
  /** Takes a line; the next one comes when it is done with. */
  readonly take: (line: string) => void | Promise<void>;
  /** Ends the session from our side, and tells the client why. */
  readonly end: (reason: string) => void;
  /** The connection is gone: whatever still runs is to end. */
  readonly hungUp: () => void;
}

/** What a reader has of its connection. */
export interface SessionEnds {
  readonly outbox: Outbox;
  /** Closes the connection when all is sent. */
  readonly close: () => void;
}
