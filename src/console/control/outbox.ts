/**
 * Text on its way to the other end of a socket, which may read slowly or not at all.
 *
 * @module
 */
import { systemErrorCode } from "../../settings/system_error.ts";

/** What may wait for a slow reader before the next text, in bytes. A single answer may be larger. */
const MOST_WAITING = 1024 * 1024;

/** How long the other end may read nothing, in milliseconds. */
const LONGEST_STALL = 30_000;

/** Writes in the background, in order; whoever sends never waits. */
export class Outbox {
  readonly #connection: Deno.Conn;
  readonly #broken: () => void;
  readonly #longestStall: number;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #pump: Promise<void> | undefined;
  #isBroken = false;

  /**
   * An empty outbox.
   *
   * @param broken called once when the other end is gone, or reads too slowly for what is sent
   * @param longestStall how long it may read nothing, in milliseconds; default: 30 s
   */
  constructor(connection: Deno.Conn, broken: () => void, longestStall: number = LONGEST_STALL) {
    this.#connection = connection;
    this.#broken = broken;
    this.#longestStall = longestStall;
  }

  /** Sends a text as UTF-8; nothing is sent any more once the other end is gone. */
  send(text: string): void {
    if (this.#isBroken) return;
    if (this.#waitingBytes > MOST_WAITING) return this.#break();
    const bytes = new TextEncoder().encode(text);
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    this.#pump ??= this.#write();
  }

  /** Settles when everything is written, or nothing can be any more. */
  async drained(): Promise<void> {
    await this.#pump;
  }

  async #write(): Promise<void> {
    try {
      for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
        for (let rest = next; rest.length > 0 && !this.#isBroken;) {
          const timer = setTimeout(() => this.#break(), this.#longestStall);
          rest = rest.subarray(await this.#connection.write(rest).finally(() => clearTimeout(timer)));
        }
        this.#waitingBytes -= next.length;
      }
    } catch (error) {
      if (!isHangUp(error)) throw error;
      this.#break();
    } finally {
      this.#pump = undefined;
    }
  }

  #break(): void {
    if (this.#isBroken) return;
    this.#isBroken = true;
    this.#waiting = [];
    this.#broken();
  }
}

/** Whether an error means that a connection has ended, at the other end or at ours. */
export function isHangUp(error: unknown): boolean {
  return error instanceof Deno.errors.BadResource || error instanceof Deno.errors.Interrupted ||
    systemErrorCode(error) !== undefined;
}
