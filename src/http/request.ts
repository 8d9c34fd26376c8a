/**
 * A request, as handlers see it.
 *
 * @module
 */
import type { Decisions } from "./decisions.ts";
import type { RequestFields } from "./fields.ts";
import type { Target } from "./target.ts";

/** Who sent a request. */
export interface Client {
  /** The peer's IP address; an IPv4 one without the `::ffff:` of a dual-stack socket. */
  readonly address: string;
  /** The peer's TCP port; 0 where a proxy does not tell it. */
  readonly port: number;
}

/** The body of a request: read it piece by piece; what is not read is dropped. */
export interface RequestBody {
  /**
   * The next piece of the decoded body, `null` at its end. The bytes are the caller's.
   *
   * @throws {HttpError} 400 when the framing is broken or the client ends the connection early, 413 when
   *   the body is longer than the limit, 408 when it is too slow.
   */
  read(): Promise<Uint8Array<ArrayBuffer> | null>;
}

/** What handlers find out about a request. */
export interface RequestNotes {
  /** Its id. */
  id?: string;
  /** Who logged in. */
  user?: string;
  /** Who sent it, as the request has it that was answered. */
  client?: Client;
}

/** Who wants to know whether a client is still there. */
export interface PresenceWatcher {
  /** The client has ended its half of the connection: most are gone then, a few wait for their answer yet. */
  readonly left: () => void;
  /** The connection is over. Whoever works on the answer is to throw this error. */
  readonly closed: (error: Error) => void;
}

/** Tells whether a client is still there while its answer is made. */
export interface Presence {
  /** Watches until the request was answered; for a request whose body, if it has one, was read to its end. */
  watch(watcher: PresenceWatcher): void;
}

/** One request. Valid until its response was sent; a handler that needs it longer copies what it needs. */
export interface HttpRequest {
  /** The method: one of the known ones. */
  readonly method: string;
  /** The target: path and query. */
  readonly target: Target;
  /** The host that the request is for, with its port if there is one; empty when HTTP/1.0 named none. */
  readonly host: string;
  /** 0 for HTTP/1.0, else HTTP/1.1. */
  readonly minorVersion: number;
  /** The fields. */
  readonly fields: RequestFields;
  /** The body; `null` when the request has none. */
  readonly body: RequestBody | null;
  /** Who sent it; where a trusted proxy handed it on, whom that had it from. */
  readonly client: Client;
  /** What is found out about it, for the log; absent where nobody wants to know. One object for all copies of a request. */
  notes?: RequestNotes;
  /** Whether whoever sent it is still there; absent where that cannot be known. */
  readonly presence?: Presence | undefined;
  /** Takes down why it is answered as it is; absent where nobody asks. */
  readonly decisions?: Decisions;
}
