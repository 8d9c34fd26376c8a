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

/** How long each stretch of a request took, in milliseconds. */
export interface TracePhases {
  /** From its first byte to its whole head, parsed and checked; undefined where nobody watched at its first byte. */
  readonly head: number | undefined;
  /** Until there was an answer; 0 where no handler was asked. */
  readonly handler: number;
  /** Until the answer was put together, or sent where it does not come from memory. */
  readonly answer: number;
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
