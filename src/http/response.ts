/**
 * A response, as handlers make it.
 *
 * @module
 */

/** Bytes that are pulled synchronously, such as a slice of an open file. */
export interface ByteSource {
  /** How many bytes it will give. */
  readonly length: number;
  /**
   * Fills the front of `into`.
   *
   * @returns The number of bytes read; 0 when the source ended, which before `length` bytes is a failure.
   */
  read(into: Uint8Array): number;
  /** Gives back what the source holds; called exactly once, read to the end or not. */
  close(): void;
}

/** A body that comes piece by piece: it is sent in chunks, or as so many bytes as {@linkcode ResponseInit.length} tells. */
export type ByteStream = AsyncIterable<Uint8Array>;

/** What a response carries. */
export type ResponseBody = null | Uint8Array | ByteSource | ByteStream;

/** One field line of a response. */
export type FieldLine = readonly [name: string, value: string];

/** What the Connection field of a response says, if anything. */
export type ConnectionOption = "" | "close" | "keep-alive";

/** The head of a response as bytes; see `http/prepared_head`. */
export interface PreparedHead {
  /** Never changed: a write of them may be under way. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The Date value that the bytes have. */
  readonly date: string;
  /** The Server value that the bytes have. */
  readonly server: string;
}

/** Head and body of a response as bytes; see `http/prepared_answer`. */
export interface PreparedAnswer {
  readonly bytes: Uint8Array;
  /** The Date value that the bytes have. */
  date: string;
  /** The Server value that the bytes have. */
  readonly server: string;
  /** Writes of the bytes that are under way: meanwhile they are not changed. */
  writes: number;
}

/** What {@linkcode HttpResponse} is made from. */
export interface ResponseInit {
  /** The status code. */
  readonly status: number;
  /** The field lines, without those that the connection adds: Date, Server, Connection, framing. */
  readonly fields?: readonly FieldLine[];
  /** The body; none by default. */
  readonly body?: ResponseBody;
  /**
   * The length that Content-Length tells of a stream, or where the body is not the one to be sent, as in the answer to a
   * HEAD request made without opening the file. The body's own length by default; a stream has none.
   */
  readonly length?: number;
  /** See {@linkcode HttpResponse.hasRoom}. Default: false. */
  readonly hasRoom?: boolean;
}

/**
 * One response. Immutable, so that one object may answer many requests; its bytes are then made once.
 */
export class HttpResponse {
  /** The status code. */
  readonly status: number;
  /** The field lines. */
  readonly fields: readonly FieldLine[];
  /** The body. */
  readonly body: ResponseBody;
  /** The length of the body in bytes; `undefined` for a stream of which none was told. */
  readonly length: number | undefined;
  /** The heads made of this response, by Connection option; for `http/prepared_head` alone. */
  preparedHeads: Map<ConnectionOption, PreparedHead> | undefined = undefined;
  /**
   * Whether the body is an array with `HEAD_ROOM` bytes in front of it, in the same memory, which this response alone may
   * write its head to.
   */
  readonly hasRoom: boolean;
  /** The answer made of this response; for `http/prepared_answer` alone. */
  preparedAnswer: PreparedAnswer | undefined = undefined;

  /** Makes a response. */
  constructor(init: ResponseInit) {
    this.status = init.status;
    this.fields = init.fields ?? [];
    this.body = init.body ?? null;
    this.length = init.length ?? lengthOf(this.body);
    this.hasRoom = init.hasRoom ?? false;
  }

  /** The value of the first field line with this name, in whatever case. */
  field(name: string): string | undefined {
    const wanted = name.toLowerCase();
    return this.fields.find(([candidate]) => candidate.toLowerCase() === wanted)?.[1];
  }

  /** The same response with more field lines. */
  withFields(more: readonly FieldLine[]): HttpResponse {
    return new HttpResponse({
      status: this.status,
      fields: [...this.fields, ...more],
      body: this.body,
      ...(this.length === undefined ? {} : { length: this.length }),
    });
  }
}

/** Whether a body is pulled synchronously. */
export function isByteSource(body: ResponseBody): body is ByteSource {
  return body !== null && "read" in body;
}

/** Whether a body is a stream of unknown length. */
export function isByteStream(body: ResponseBody): body is ByteStream {
  return body !== null && Symbol.asyncIterator in body;
}

function lengthOf(body: ResponseBody): number | undefined {
  if (body === null) return 0;
  return isByteStream(body) ? undefined : body.length;
}
