/**
 * One real request, followed through a worker: what is asked for, and what is told of it.
 *
 * @module
 */
import type { Step } from "./explanation.ts";

/** Whose next request is wanted. */
export interface TraceFilter {
  /** A block of client addresses; undefined: everybody's. */
  readonly block: string | undefined;
  /** A glob over paths; undefined: any. Heads that are refused have no path. */
  readonly path: string | undefined;
}

/** Asked again and again: each time keeps the worker watching for some seconds more. */
export interface TraceQuestion {
  readonly kind: "trace";
  /** What this watch is called, until it is ended. */
  readonly watch: string;
  readonly filter: TraceFilter;
}

/**
 * How long each stretch of a request took, in milliseconds; undefined where nobody watched at its beginning, or its end did
 * not come.
 */
export interface TracePhases {
  /** Until its head was there, from its first byte on; 0 where it came in one piece. */
  readonly received: number | undefined;
  /** Until the head was parsed and checked. */
  readonly parsed: number | undefined;
  /** Until all that stands around the files had let it through, or had answered: access, limits, rules, applications. */
  readonly decided: number;
  /** Until it was known what file its path stands for, or that there is none. */
  readonly located: number;
  /** Until the file was described, and what of it is sent was chosen: read, media type, coding, preconditions, range. */
  readonly described: number;
  /** Until the system took the answer's head, with what of the body leaves together with it. */
  readonly headSent: number | undefined;
  /** Until the system took the rest of the body. */
  readonly bodySent: number | undefined;
}

/** A request that was followed. Text from the client in it is not escaped. */
export interface Trace {
  /** The number of the worker that answered it. */
  readonly worker: number;
  /** The head as it came. */
  readonly head: Uint8Array;
  readonly client: { readonly address: string; readonly port: number };
  readonly phases: TracePhases;
  /** What was decided, in its order. */
  readonly steps: readonly Step[];
  readonly status: number;
  /** Status line and field lines of the answer, one character a byte. */
  readonly answer: readonly string[];
  /** Bytes sent, head included. */
  readonly bytes: number;
}
