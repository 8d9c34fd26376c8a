/** A client on a raw socket: sends any bytes, and reports what came back and how it ended. */

import { parseResponse, type RawResponse, ResponseSyntaxError } from "./response_parser.ts";

/** How {@linkcode rawExchange} talks. */
export interface RawOptions {
  /** The address to connect to. Default: `127.0.0.1`. */
  readonly host?: string;
  /** Whether to end the sending half behind the last part, as `nc -N` does. Default: no. */
  readonly halfClose?: boolean;
  /**
   * How many final responses (2xx to 5xx) to wait for; then the client closes. Default: any number,
   * until the server closes.
   */
  readonly responses?: number;
  /**
   * The method of each request, so that the answer to HEAD is read without a body. Default: the
   * first one that is sent, and GET for the following requests.
   */
  readonly methods?: readonly string[];
  /** Milliseconds between two parts, so that they arrive as two. Default: 2. */
  readonly pause?: number;
  /** Milliseconds for all of it. Default: 5000. */
  readonly timeout?: number;
}

/**
 * How the server left the connection: ended it (FIN), reset it (RST), or neither.
 *
 * A reset behind a FIN cannot be seen from here: it counts as `closed`. That is what Deno's `close`
 * sends when bytes of the client were left unread.
 */
export type ConnectionEnd = "closed" | "reset" | "open";

/** What came back. */
export interface RawExchange {
  /** All responses, interim ones (1xx) included, in order. */
  readonly responses: readonly RawResponse[];
  /** The bytes behind the last complete response. */
  readonly rest: Uint8Array;
  /** Every byte received. */
  readonly bytes: Uint8Array;
  /** `open` when the client closed first: it had its `responses`, or the time was up. */
  readonly end: ConnectionEnd;
}

/**
 * Connects, sends `parts` one write each, and reads to the end.
 *
 * @param parts text is sent one byte a character, so `"\xff"` is the byte 255
 * @throws {ResponseSyntaxError} when what came back is not HTTP/1.1 to the letter
 * @throws {RangeError} when text has a character over U+00FF
 */
export async function rawExchange(
  port: number,
  parts: readonly (string | Uint8Array)[],
  options: RawOptions = {},
): Promise<RawExchange> {
  const requests = parts.map(toBytes);
  const methods = options.methods ?? [firstMethod(requests)];
  const { host = "127.0.0.1", timeout = 5000 } = options;
  const conn = await Deno.connect({ hostname: host, port });
  const timer = setTimeout(() => closeQuietly(conn), timeout);
  conn.setNoDelay(true);
  const sending = send(conn, requests, options);
  let received: RawExchange | undefined;
  try {
    received = await receive(conn, methods, options.responses);
  } finally {
    clearTimeout(timer);
    closeQuietly(conn);
    // Closing has ended a send that the server does not read any more.
    const sent = await sending;
    // The system reports a reset once: to the writer, perhaps, and to the reader as an end.
    if (sent === "reset" && received?.end === "closed") received = { ...received, end: "reset" };
  }
  return received;
}

function toBytes(part: string | Uint8Array): Uint8Array {
  if (typeof part !== "string") return part;
  return Uint8Array.from(part, (character) => {
    const code = character.charCodeAt(0);
    if (code > 0xff) throw new RangeError(`${character} is not one byte`);
    return code;
  });
}

/** The method of the first request, which may come in parts of a byte each. */
function firstMethod(requests: readonly Uint8Array[]): string {
  const start = requests.flatMap((part) => [...part.subarray(0, 20)]).slice(0, 20);
  return /^\s*(\w+)/.exec(String.fromCharCode(...start))?.[1] ?? "";
}

/**
 * Sends until all is sent or the server takes no more: then its answer says why.
 *
 * @returns how the connection stood: `open`, unless sending failed
 */
async function send(
  conn: Deno.TcpConn,
  requests: readonly Uint8Array[],
  { halfClose = false, pause = 2 }: RawOptions,
): Promise<ConnectionEnd> {
  try {
    for (const [index, request] of requests.entries()) {
      if (index > 0) await new Promise((resume) => setTimeout(resume, pause));
      for (let sent = 0; sent < request.length;) {
        sent += await conn.write(request.subarray(sent));
      }
    }
    if (halfClose) await conn.closeWrite();
    return "open";
  } catch (error) {
    const end = endOf(error);
    if (end === undefined) throw error;
    return end;
  }
}

async function receive(
  conn: Deno.TcpConn,
  methods: readonly string[],
  wanted: number = Infinity,
): Promise<RawExchange> {
  const reader = new ResponseReader(methods);
  const buffer = new Uint8Array(64 * 1024);
  let end: ConnectionEnd | undefined;
  while (end === undefined && reader.finals < wanted) {
    try {
      const count = await conn.read(buffer);
      if (count === null) end = "closed";
      else reader.add(buffer.subarray(0, count));
    } catch (error) {
      if (error instanceof ResponseSyntaxError) throw error;
      end = endOf(error);
      if (end === undefined) throw error;
    }
  }
  return reader.finish(end ?? "open");
}

/** What an error of a socket says about its connection; undefined for another error. */
function endOf(error: unknown): ConnectionEnd | undefined {
  if (
    error instanceof Deno.errors.ConnectionReset ||
    error instanceof Deno.errors.BrokenPipe ||
    error instanceof Deno.errors.NotConnected
  ) return "reset";
  const isOurs = error instanceof Deno.errors.Interrupted ||
    error instanceof Deno.errors.BadResource;
  return isOurs ? "open" : undefined;
}

function closeQuietly(conn: Deno.TcpConn): void {
  try {
    conn.close();
  } catch (error) {
    if (!(error instanceof Deno.errors.BadResource)) throw error;
  }
}

/** Takes responses off a growing run of bytes. */
class ResponseReader {
  /** Complete final responses so far. */
  finals = 0;
  #bytes = new Uint8Array(64 * 1024);
  #length = 0;
  /** Where the first incomplete response starts. */
  #start = 0;
  readonly #responses: RawResponse[] = [];

  constructor(readonly methods: readonly string[]) {}

  /** Adds bytes that have been received. */
  add(bytes: Uint8Array): void {
    const length = this.#length + bytes.length;
    if (length > this.#bytes.length) {
      const larger = new Uint8Array(length * 2);
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    this.#bytes.set(bytes, this.#length);
    this.#length = length;
    this.#parse(false);
  }

  /** Reads what the end of the connection completes, and gives all. */
  finish(end: ConnectionEnd): RawExchange {
    if (end === "closed") this.#parse(true);
    return {
      responses: this.#responses,
      rest: this.#bytes.slice(this.#start, this.#length),
      bytes: this.#bytes.slice(0, this.#length),
      end,
    };
  }

  #parse(isClosed: boolean): void {
    while (this.#start < this.#length) {
      const isHead = (this.methods[this.finals] ?? "GET") === "HEAD";
      const left = this.#bytes.subarray(this.#start, this.#length);
      const parsed = parseResponse(left, { isHead, isClosed });
      if (parsed === undefined) return;
      this.#responses.push(parsed.response);
      this.#start += parsed.length;
      if (parsed.response.status >= 200) this.finals += 1;
    }
  }
}
