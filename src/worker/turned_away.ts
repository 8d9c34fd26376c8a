/**
 * A connection that its client is not given, because its address has too many.
 *
 * @module
 */
import { serializeHead } from "../http/response_head.ts";
import { type ClientSocket, isClientGone } from "./client_socket.ts";
import type { Timed } from "./deadlines.ts";
import { LINGER, linger } from "./linger.ts";
import { ReadBuffer } from "./read_buffer.ts";
import type { Serving } from "./serving.ts";

/** Seconds after which the client may try again. */
const RETRY_AFTER = "10";

/** Answers 503 without waiting for a request, so that the connection holds its descriptor for a moment only. */
export class TurnedAway implements Timed {
  /** See {@linkcode Timed.deadline}. */
  readonly deadline: number;
  readonly #socket: ClientSocket;
  readonly #serving: Serving;
  #sent = 0;

  /** Takes over an accepted connection. */
  constructor(socket: ClientSocket, serving: Serving) {
    this.#socket = socket;
    this.#serving = serving;
    this.deadline = serving.deadlines.after(LINGER);
  }

  /** Answers, and waits until the client has read that. Never rejects. */
  async serve(): Promise<void> {
    const { deadlines, counters, bugs } = this.#serving;
    deadlines.add(this);
    try {
      await this.#answer();
      counters.addAnswer(503);
      this.#record();
      await linger(this.#socket, new ReadBuffer());
    } catch (error) {
      if (!isClientGone(error)) bugs.report(error, "a connection that is turned away");
    } finally {
      deadlines.delete(this);
      this.#socket.close();
    }
  }

  /** See {@linkcode Timed.expire}. */
  expire(): void {
    this.#socket.close();
  }

  #record(): void {
    const startedAt = performance.now();
    for (const recorder of this.#serving.recorders) {
      recorder.record({
        request: undefined,
        head: undefined,
        client: this.#socket.client,
        status: 503,
        bytes: this.#sent,
        startedAt,
        duration: 0,
        refusal: undefined,
        at: -1,
      });
    }
  }

  /** Without a body: nobody knows yet whether the request will be HEAD. */
  async #answer(): Promise<void> {
    const { clock, settings } = this.#serving;
    const head = serializeHead({
      status: 503,
      fields: [["Retry-After", RETRY_AFTER]],
      framing: 0,
      connection: "close",
      date: clock.date,
      server: settings["general.serverHeader"],
    });
    // A new connection takes these few bytes whole.
    this.#sent = await this.#socket.send(head);
    await this.#socket.endWriting();
  }
}
