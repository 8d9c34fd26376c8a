/**
 * Accepts connections, as many as there may be.
 *
 * @module
 */
import { setImmediate } from "node:timers";
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
/** That nobody waits is not awaited longer than this, in milliseconds. */
const MOST_BUSY = 2000;
/** Whoever waits is accepted at once, within fewer microtasks than these. */
const AT_ONCE = 8;
/** Who leaves accepts so many in a turn: after 128 operations in a turn the runtime has all others wait, as if nobody came. */
const MOST_A_TURN = 16;

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
  /** There once the port is to be given back; settled when it was. */
  #leaving: PromiseWithResolvers<void> | undefined;
  /** Accepted by who leaves, and not served yet: that would come between the last look who waits and the close. */
  readonly #held: Deno.TcpConn[] = [];
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
    await this.#acceptAll();
    this.#serveHeld();
  }

  async #acceptAll(): Promise<void> {
    /** How many are accepted in this turn yet, by who leaves. */
    let more = 0;
    while (!this.#stopped) {
      if (this.#open >= this.#most) await this.#roomForOne();
      if (this.#stopped) return;
      try {
        if (this.#leaving !== undefined && more-- === 0) {
          await this.#endOfTurn();
          more = MOST_A_TURN;
        }
        const coming = this.#options.listener.accept();
        if (this.#leaving !== undefined && !await isHere(coming)) this.stop();
        const conn = await coming;
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
   * Accepts until nobody waits, for two seconds at most, and gives the port back at that moment.
   *
   * Linux deals new connections out to a socket until it is closed, and resets those that nobody has accepted then. The
   * runtime closes it in the turn after it was told to: by strace mostly 65 to 80 microseconds after it has last looked who waits, if
   * nothing else is done between, for which reason those who were accepted wait so long. Who comes within these is lost. There is no way to
   * have new ones go to the other sockets of the port before, as the runtime neither sets a socket's options nor hands one
   * to another thread. Measured with wrk, 16 and 64 clients, `Connection: close`, 4,000 to 9,000 connections a second on
   * two cores that had other work, too: 18 were lost in 255 restarts of two workers, where a close at any moment had cost 48 in
   * 18. With `sysctl net.ipv4.tcp_migrate_req=1` Linux gives those that wait to the other sockets: none in 90.
   */
  async stopWhenEmpty(): Promise<void> {
    if (this.#stopped) return;
    const { promise } = this.#leaving = Promise.withResolvers<void>();
    const timer = setTimeout(() => this.stop(), MOST_BUSY);
    const taken = this.#taken;
    await new Promise((resume) => setTimeout(resume, QUIET));
    // Where there is no room for more, those who wait are not seen.
    if (taken === this.#taken && this.#waiting === undefined) this.stop();
    await promise;
    clearTimeout(timer);
  }

  /** Accepts no more and gives the port back. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.pause(false);
    this.#waiting?.();
    this.#options.listener.close();
    this.#leaving?.resolve();
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
    if (this.#leaving === undefined) this.#serve(conn);
    else this.#held.push(conn);
  }

  #serveHeld(): void {
    for (const conn of this.#held.splice(0)) this.#serve(conn);
  }

  /** When all that was to be done in this turn is done: what comes next is not held up. */
  async #endOfTurn(): Promise<void> {
    this.#serveHeld();
    await new Promise((resume) => setImmediate(resume));
  }

  #serve(conn: Deno.TcpConn): void {
    this.#options.serve(conn).then(this.#left);
  }

  async #roomForOne(): Promise<void> {
    this.#serveHeld();
    this.#full.tell(`${this.#open} connections are open: more wait until one of them ends`);
    await new Promise<void>((resume) => this.#waiting = resume);
    this.#waiting = undefined;
  }
}

/** Whether a connection waits to be accepted: then it is there without a turn of the event loop. */
async function isHere(coming: Promise<Deno.TcpConn>): Promise<boolean> {
  let isSettled = false;
  const settle = (): void => {
    isSettled = true;
  };
  coming.then(settle, settle);
  for (let tick = 0; tick < AT_ONCE && !isSettled; tick++) await undefined;
  return isSettled;
}

function acceptFailed(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "no code";
  return `a connection could not be accepted (${code})`;
}
