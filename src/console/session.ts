/**
 * Who is at a console.
 *
 * @module
 */
import { CommandError } from "./command_error.ts";

/** One operator's, or one script's, conversation with the console. */
export interface Session {
  /** `socket`: the control socket's, with or without a terminal at its other end. */
  readonly kind: "terminal" | "pipe" | "socket";
  /** A person is there and can be asked. */
  readonly interactive: boolean;
  /**
   * Asks the person, and gives the line that is typed in answer.
   *
   * @param question in one line; a blank is put behind it
   * @throws {CommandError} when nobody can be asked, or Ctrl-C or the end of input is the answer
   */
  readonly ask: (question: string) => Promise<string>;
}

/** The session of a script: nobody can be asked. */
export function unattended(kind: "pipe" | "socket"): Session {
  return {
    kind,
    interactive: false,
    ask: (question) => Promise.reject(new CommandError(`Nobody is here to answer: ${question}`)),
  };
}
