/**
 * What a workload says about itself: what is asked for, by how many, and what the right answer is.
 *
 * @module
 */

/** A file of the content root. */
export interface ContentFile {
  /** Its path below the root, which is its URL path less the leading slash. */
  readonly path: string;
  /** Makes its bytes; the same ones at each call. */
  readonly make: () => Uint8Array<ArrayBuffer>;
}

/** A field line of a request. */
export type FieldLine = readonly [name: string, value: string];

/** The one answer that is right. */
export type Expected =
  | { readonly status: 200; readonly file: ContentFile; readonly coding?: "gzip" | "br" }
  | { readonly status: 206; readonly file: ContentFile; readonly first: number; readonly last: number }
  | { readonly status: 304; readonly file: ContentFile }
  | { readonly status: 404 };

/** A wrk script that makes the requests. */
export interface LoadScript {
  /** Its name in `bench/lua`. */
  readonly file: string;
  /** What its `init` gets. */
  readonly args: readonly string[];
}

/** One kind of load. */
export interface Workload {
  /** What `--only` calls it. */
  readonly name: string;
  /** What the tables call it. */
  readonly title: string;
  /** The files that the content root must have for it. */
  readonly content: readonly ContentFile[];
  /** What is asked for, and for one answer checked before measuring. */
  readonly target: string;
  /** Fields sent besides Host. Default: none. */
  readonly fields?: readonly FieldLine[];
  /** The answer that the server must give before it is measured. */
  readonly expected: Expected;
  /** Connections that always have a request in flight. */
  readonly connections: number;
  /** Connections that are open besides them and ask nothing more. Default: 0. */
  readonly idle?: number;
  /** What others ask for meanwhile, as fast as they get it. Default: nobody else is there. */
  readonly beside?: { readonly target: string; readonly connections: number };
  /** Serving threads or processes. Default: 1. */
  readonly workers?: number;
  /** Whether each request is logged. Default: false. */
  readonly logged?: boolean;
  /** Makes the requests, where one that never changes is not enough. */
  readonly script?: LoadScript;
  /** What is asked for while warming up, where asking for the target would spoil the measurement. */
  readonly warmUpTarget?: string;
  /** How many times the usual warm-up it needs. Default: 1. */
  readonly longWarmUp?: number;
  /** What is counted. Default: requests. Bytes tell more where few answers fit into a second. */
  readonly unit?: "requests" | "bytes";
}
