/**
 * Who is told of each answer once it was sent.
 *
 * @module
 */
import type { Refusal } from "../http/http_error.ts";
import type { Client, HttpRequest } from "../http/request.ts";
import type { RequestHead } from "../http/request_head.ts";

/** An answer that was sent, or cut off. Valid during the call that tells of it only. */
export interface Answered {
  /** The request; `undefined` where its head was refused. */
  readonly request: HttpRequest | undefined;
  /** The request's head, of which not all may have arrived; `undefined` where nothing has. */
  readonly head: RequestHead | undefined;
  /** Who is at the other end of the connection. */
  readonly client: Client;
  /** The status that was told. */
  readonly status: number;
  /** Bytes sent, head included. */
  readonly bytes: number;
  /** When the head was whole, by `performance.now()`. */
  readonly startedAt: number;
  /** Milliseconds from then to the answer's end. */
  readonly duration: number;
  /** Why the request was refused; `undefined` where it was not, and for a bug of ours. */
  readonly refusal: Refusal | undefined;
  /** The offset of the byte in the head that it was refused for; -1 where there is no single one. */
  readonly at: number;
}

/** Is told of answers. */
export interface Recorder {
  /** Called once for each answer; must not throw. */
  record(answered: Answered): void;
}
