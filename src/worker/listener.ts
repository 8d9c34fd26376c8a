/**
 * Accepts connections, as many as there may be.
 *
 * @module
 */
import { SeldomNotice } from "./seldom_notice.ts";

/** What a listener does with what it accepts. */
export interface ListenerOptions {
  readonly listener: Deno.TcpListener;
  /** Most connections at a time: beyond it they wait in the system's queue. */
  readonly mostConnections: number;
  /** Serves one connection; the promise settles when it has ended, and never rejects. */
  readonly serve: (conn: Deno.TcpConn) => Promise<void>;
  /** Takes a line for the operator. */
  readonly notice: (line: string) => void;
}

/** A pause after a failed accept, in milliseconds: descriptors that ran out come back when connections end. */
const PAUSE = 50;

/** Nobody waits where nobody came for this long, in milliseconds. */
const QUIET = 50;
/** It is not waited for longer than this, in milliseconds. */
const MOST_UNQUIET = 2000;

/** What accepting fails with when the client is gone already: HAProxy's checks, for example, reset at once. */
const GIVEN_UP = [
  Deno.errors.ConnectionAborted,
  Deno.errors.ConnectionReset,
  Deno.errors.NotConnected,
] as const;

/** The accept loop of one serving thread. */
export class Listener {
  readonly #options: ListenerOptions;
  #most: number;
  #open = 0;
  #taken = 0;
  /** One function for all connections: they may be many. */
  readonly #left = (): void => {
    this.#open--;
    this.#waiting?.();
  };
  #stopped = false;
  /** Settled when connections are accepted again. */
  #paused: PromiseWithResolvers<void> | undefined;
  #waiting: (() => void) | undefined;
  readonly #full: SeldomNotice;
  readonly #failed: SeldomNotice;

  /** Makes a loop that does not accept until {@linkcode run}. */
  constructor(options: ListenerOptions) {
    this.#options = options;
    this.#most = options.mostConnections;
    this.#full = new SeldomNotice(options.notice);
    this.#failed = new SeldomNotice(options.notice);
  }

  /** Accepts until {@linkcode stop}. */
  async run(): Promise<void> {
    while (!this.#stopped) {
      if (this.#open >= this.#most) await this.#roomForOne();
      if (this.#stopped) return;
      try {
        const conn = await this.#options.listener.accept();
        if (await this.#mayEnter()) this.#take(conn);
        else conn.close();
      } catch (error) {
        if (this.#stopped || error instanceof Deno.errors.BadResource) return;
        // A client that gave up while it waited is its own matter, and nobody has to wait for it.
        if (GIVEN_UP.some((kind) => error instanceof kind)) continue;
        // Anything else is said, by its code alone: printing the error itself has been seen to fail when no
        // descriptor is left.
        this.#failed.tell(acceptFailed(error));
        await new Promise((resume) => setTimeout(resume, PAUSE));
      }
    }
  }

  /** Has new connections wait, or goes on; the port stays claimed. */
  pause(isPaused: boolean): void {
    if (isPaused) this.#paused ??= Promise.withResolvers();
    else {
      this.#paused?.resolve();
      this.#paused = undefined;
    }
  }

  /** Has so many connections at most from now on; those that are more already go on. */
  limit(mostConnections: number): void {
    this.#most = mostConnections;
    if (this.#open < mostConnections) this.#waiting?.();
  }

  /**
   * Accepts until nothing waits, for two seconds at most, and gives the port back then: the system resets whoever waits
   * at that moment.
   */
  async stopWhenQuiet(): Promise<void> {
    for (const end = performance.now() + MOST_UNQUIET; performance.now() < end;) {
      const taken = this.#taken;
      await new Promise((resume) => setTimeout(resume, QUIET));
      if (taken === this.#taken) break;
    }
    this.stop();
  }

  /** Accepts no more and gives the port back. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.pause(false);
    this.#waiting?.();
    this.#options.listener.close();
  }

  /** The one that came first behind a pause waits here, those behind it in the system's queue; `false`: in vain. */
  async #mayEnter(): Promise<boolean> {
    if (this.#paused === undefined) return true;
    await this.#paused.promise;
    return !this.#stopped;
  }

  #take(conn: Deno.TcpConn): void {
    this.#open++;
    this.#taken++;
    this.#options.serve(conn).then(this.#left);
  }

  async #roomForOne(): Promise<void> {
    this.#full.tell(`${this.#open} connections are open: more wait until one of them ends`);
    await new Promise<void>((resume) => this.#waiting = resume);
    this.#waiting = undefined;
  }
}

function acceptFailed(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "no code";
  return `a connection could not be accepted (${code})`;
}
