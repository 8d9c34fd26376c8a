/**
 * The server's end of the control socket: who connects gets a session.
 *
 * @module
 */
import { problemText } from "../interpreter.ts";
import type { ControlBase, ControlSession } from "./control_base.ts";
import { isHangUp } from "./outbox.ts";
import { removeSocket } from "./socket_claim.ts";

/** Sessions at a time. An operator has one or two; a script that leaks them must not take our descriptors. */
const MOST_SESSIONS = 16;

/** How long the last words to clients may take, in milliseconds. */
const FAREWELL = 200;

/** A control socket that is served. */
export class ControlServer {
  /** Where it is, for people. */
  readonly path: string;
  readonly #listener: Deno.UnixListener;
  readonly #base: ControlBase;
  readonly #sessions = new Set<ControlSession>();

  /** Serves the socket from now on. */
  constructor(path: string, listener: Deno.UnixListener, base: ControlBase) {
    this.path = path;
    this.#listener = listener;
    this.#base = base;
    void this.#accept();
  }

  /** Removes the socket and ends all sessions. */
  async close(): Promise<void> {
    this.#listener.close();
    removeSocket(this.path);
    const ended = [...this.#sessions].map((session) => {
      session.end("The server has ended.");
      return session.ended;
    });
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, FAREWELL);
    await Promise.race([Promise.all(ended), promise]);
    clearTimeout(timer);
  }

  async #accept(): Promise<void> {
    for (;;) {
      try {
        await this.#serve(await this.#listener.accept());
      } catch (error) {
        if (error instanceof Deno.errors.BadResource || error instanceof Deno.errors.Interrupted) return;
        if (!isHangUp(error)) throw error;
        // Out of descriptors, most likely: those who wait are served when some are free again.
        await new Promise((resolve) => setTimeout(resolve, FAREWELL));
      }
    }
  }

  /**
   * The commands, and all that they need, are loaded with the first session: a server that nobody talks to starts
   * sooner.
   */
  async #serve(connection: Deno.Conn): Promise<void> {
    const { openSession } = await import("./control_session.ts");
    const session = openSession(connection, this.#base);
    const isFull = this.#sessions.size >= MOST_SESSIONS;
    if (!isFull) this.#sessions.add(session);
    // The server lives on whatever is wrong with a session.
    session.ended.catch((error) => this.#base.notices.tell(problemText(error)))
      .finally(() => this.#sessions.delete(session));
    if (isFull) session.end(`There are ${MOST_SESSIONS} sessions already.`);
  }
}
