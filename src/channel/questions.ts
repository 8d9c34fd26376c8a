/**
 * What the main thread asks workers, and what they answer.
 *
 * @module
 */
import type { Explanation, WhyQuestion } from "./explanation.ts";
import type { Policy } from "./policy.ts";
import type { Trace, TraceQuestion } from "./trace.ts";

/** What is asked of one worker. */
export type Question =
  /** Which connections are open: the oldest ones first, {@linkcode MOST_CONNECTIONS_TOLD} at most. */
  | { readonly kind: "connections"; readonly which: ConnectionFilter }
  /** Ends connections now, whatever they are doing. */
  | { readonly kind: "kill"; readonly which: ConnectionFilter }
  /** Keep to a policy from now on. */
  | { readonly kind: "policy"; readonly policy: Policy }
  /** How many connections each block of the policy has cost somebody. */
  | { readonly kind: "blocked" }
  /** Why a request would be answered as it would be. */
  | WhyQuestion
  /** The next request of somebody, once there is one. */
  | TraceQuestion
  /** Watch for no request any more. */
  | { readonly kind: "untrace"; readonly watch: string }
  /** Have so many connections at most from now on. */
  | { readonly kind: "share"; readonly mostConnections: number }
  /** How the worker is doing. */
  | { readonly kind: "vitals" }
  /** What its cache holds: the largest files first, {@linkcode MOST_FILES_TOLD} at most. */
  | { readonly kind: "files" };

/** What each kind of question is answered with. */
interface Answers {
  readonly connections: readonly OpenConnection[];
  /** How many were ended. */
  readonly kill: number;
  /** How many connections it has ended. */
  readonly policy: number;
  /** By the block's text. */
  readonly blocked: ReadonlyMap<string, number>;
  readonly why: Explanation;
  readonly trace: Trace | null;
  readonly untrace: null;
  /** That it is so. */
  readonly share: true;
  readonly vitals: WorkerVitals;
  readonly files: readonly HeldFile[];
}

/** The answer to a question. */
export type AnswerOf<Q extends Question> = Answers[Q["kind"]];

/** Which connections are meant: all that is given has to fit, and nothing given are all. */
export interface ConnectionFilter {
  readonly id?: string;
  /** A block of client addresses, such as `10.0.0.0/8`. */
  readonly block?: string;
  readonly state?: OpenConnection["state"];
  /** Whether a request is in hand. */
  readonly active?: boolean;
  /** Milliseconds for which it has been idle at least. */
  readonly idle?: number;
}

/** One connection of a worker, as it was at a moment. */
export interface OpenConnection {
  /** The worker's number and that of the connection there, both from 1: `1-4711`. */
  readonly id: string;
  /** The client's IP address. */
  readonly address: string;
  /** The client's TCP port. */
  readonly port: number;
  /** Milliseconds since it was accepted. */
  readonly age: number;
  /** What it waits for: a request's head, a next request, a request's body, an answer, to write, or the client's end. */
  readonly state: "head" | "idle" | "body" | "handler" | "write" | "linger";
  /** Whether a request is in hand: from its first byte until its answer is written. */
  readonly active: boolean;
  /** Milliseconds since its last answer, to half a second; undefined where it is not idle. */
  readonly idle: number | undefined;
  /** Method and target of the request in hand, as they were sent: not escaped. */
  readonly request: string | undefined;
  /** Requests so far, that in hand included. */
  readonly requests: number;
  /** Bytes sent to it, or about to be, heads included. */
  readonly bytes: number;
}

/** How a worker is doing. */
export interface WorkerVitals {
  /** The worker's number. */
  readonly index: number;
  /** Requests a second, over the last 2 seconds. */
  readonly rate: number;
  /** Bytes of its own heap and buffers. */
  readonly memory: number;
  /** The longest time by which its event loop was late in the last 10 seconds, in milliseconds. */
  readonly lag: number;
}

/** A file that a worker has in memory, in one coding or in none. */
export interface HeldFile {
  /** Its path on the disk, of a form made on the fly that of what it was made of. */
  readonly path: string;
  /** The coding that it is in; undefined: in none. */
  readonly coding: string | undefined;
  /** Length of the content, in bytes. */
  readonly bytes: number;
  /** Milliseconds since it was last made sure that it is what the disk has. */
  readonly checked: number;
}

/** More files of one worker are not told of. */
export const MOST_FILES_TOLD = 500;

/** More connections of one worker are not told of. */
export const MOST_CONNECTIONS_TOLD = 1000;
