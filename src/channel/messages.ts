/**
 * What the main thread and a worker say to each other.
 *
 * @module
 */
import type { Settings } from "../settings/settings.ts";
import type { Policy } from "./policy.ts";
import type { AnswerOf, Question } from "./questions.ts";

/** What a worker may do beyond serving files. */
export interface Grants {
  /** Real paths that it may read. */
  readonly read: readonly string[];
  /** Hosts, with or without a port, that it may connect to. */
  readonly net: readonly string[];
}

/** The memory in which a worker leaves its last requests; see `channel/request_ring`. */
export interface RequestMemory {
  /** All that were answered. */
  readonly answered: SharedArrayBuffer;
  /** Those that were refused. */
  readonly refused: SharedArrayBuffer;
}

/** The first message to a worker: all that it is to know. */
export interface StartMessage {
  readonly type: "start";
  /** The worker's number, from 1, for messages to people. */
  readonly index: number;
  readonly settings: Settings;
  /** The content root's real path. */
  readonly contentRoot: string;
  /** The real paths of the other sites' roots, by the paths that the settings have. */
  readonly siteRoots: ReadonlyMap<string, string>;
  /** The real paths of the applications' modules, by the paths that the settings have. */
  readonly modules: ReadonlyMap<string, string>;
  /** What it may do for the applications' sake. */
  readonly grants: Grants;
  /** The error template that LINPR carries. */
  readonly errorTemplate: string;
  /** The address to bind, exactly as the worker's permission names it. */
  readonly hostname: string;
  readonly port: number;
  /** Whether other workers bind the same port. */
  readonly reusePort: boolean;
  /** Most connections at a time. */
  readonly mostConnections: number;
  /** What it keeps to until it is told otherwise. */
  readonly policy: Policy;
  /** See `channel/counters`. */
  readonly counters: SharedArrayBuffer;
  /** See `channel/histogram`. */
  readonly durations: SharedArrayBuffer;
  /** See `channel/address_counts`. */
  readonly addressCounts: SharedArrayBuffer;
  /** See `channel/request_buckets`. */
  readonly requestBuckets: SharedArrayBuffer;
  /** See `channel/place_counts`. */
  readonly placeCounts: SharedArrayBuffer;
  /** Where its last requests are to be left; nowhere, where nobody wants to know. */
  readonly requestMemory: RequestMemory | undefined;
}

/** What the main thread tells a worker. */
export type ToWorker =
  | StartMessage
  /** Accept connections. */
  | { readonly type: "listen" }
  /** Import these modules, for settings that follow. */
  | { readonly type: "load"; readonly modules: ReadonlyMap<string, string> }
  /** Go on with these settings, from the next request on. */
  | { readonly type: "apply"; readonly settings: Settings }
  /** So many characters of `log` messages are written, or lost. */
  | { readonly type: "logged"; readonly length: number }
  /** Answer a question. */
  | { readonly type: "ask"; readonly id: number; readonly question: Question }
  /** Accept no more, finish what is in flight, then say `drained`. */
  | { readonly type: "drain" }
  /** Accept until nothing waits, give the port back, then say `left`: another has the place. */
  | { readonly type: "leave" }
  /** After `leave`: finish what there is in hand, say `retired`, then `drained`. */
  | { readonly type: "retire" }
  /** After a drain: end what is still in flight, then say `drained`. */
  | { readonly type: "cut" };

/** What a worker tells the main thread. */
export type ToMain =
  /** The port is bound. */
  | { readonly type: "bound" }
  /** It could not be bound; `code` is the system's, such as `EADDRINUSE`, or `module` where an application cannot be used. */
  | { readonly type: "unbound"; readonly code: string; readonly message: string }
  /** Connections are accepted. */
  | { readonly type: "listening" }
  /** The modules of a `load` are imported, or why that cannot be, for people. */
  | { readonly type: "loaded"; readonly fault: string | undefined }
  /** The settings of an `apply` are in force. */
  | { readonly type: "applied" }
  /** The port is given back. */
  | { readonly type: "left" }
  /** After `retire`: no connection waits for a request any more. */
  | { readonly type: "retired" }
  /** No connection is left. */
  | { readonly type: "drained" }
  /** What the question with this id is answered with. */
  | { readonly type: "answer"; readonly id: number; readonly answer: AnswerOf<Question> }
  /** Lines for the access log, each with its line break. */
  | { readonly type: "log"; readonly text: string; readonly lines: number }
  /** A line for the operator: text from clients in it is escaped. */
  | { readonly type: "notice"; readonly line: string };
