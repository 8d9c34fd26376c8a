/** A client that sends one request after the other, or many at once, over one connection. */

import { latin1Bytes } from "./latin1.ts";
import { parseResponse, type RawResponse } from "./response_parser.ts";

/** A request; only the target must be given. */
export interface PlainRequest {
  readonly target: string;
  /** Default: `GET`. */
  readonly method?: string;
  /** Field lines besides Host and Content-Length. Default: none. */
  readonly fields?: readonly string[];
  /** Default: none. */
  readonly body?: string;
}

/** How long one answer may take, in milliseconds, on a busy machine. */
const PATIENCE = 30_000;

/** One connection to a server on 127.0.0.1. Disposing of it closes it. */
export class KeepAliveClient implements Disposable {
  readonly #conn: Deno.TcpConn;
  #buffer = new Uint8Array(64 * 1024);
  #start = 0;
  #end = 0;
  #closed = false;

  private constructor(conn: Deno.TcpConn) {
    this.#conn = conn;
  }

  /** Connects. */
  static async connect(port: number): Promise<KeepAliveClient> {
    const conn = await Deno.connect({ hostname: "127.0.0.1", port });
    conn.setNoDelay(true);
    return new KeepAliveClient(conn);
  }

  /** The port at this end. */
  get localPort(): number {
    return this.#conn.localAddr.port;
  }

  /** Sends a request and reads its answer. */
  async request(request: PlainRequest): Promise<RawResponse> {
    const [response] = await this.pipeline([request]);
    if (response === undefined) throw new Error("no answer");
    return response;
  }

  /** Sends requests in one write and reads their answers. */
  async pipeline(requests: readonly PlainRequest[]): Promise<RawResponse[]> {
    await this.send(requests.map(requestText).join(""));
    const responses: RawResponse[] = [];
    for (const { method } of requests) responses.push(await this.read(method));
    return responses;
  }

  /** Sends text, one byte a character. */
  async send(text: string): Promise<void> {
    const bytes = latin1Bytes(text);
    for (let sent = 0; sent < bytes.length;) sent += await this.#conn.write(bytes.subarray(sent));
  }

  /**
   * Reads the next final answer.
   *
   * @param method that of its request
   * @throws {Error} when the connection ends first, or it does not come in 30 s
   */
  async read(method: string = "GET"): Promise<RawResponse> {
    for (;;) {
      const bytes = this.#buffer.subarray(this.#start, this.#end);
      const parsed = parseResponse(bytes, { isHead: method === "HEAD", isClosed: false });
      if (parsed !== undefined) {
        this.#start += parsed.length;
        if (parsed.response.status >= 200) return parsed.response;
      } else if (!await this.#receive()) {
        throw new Error(`the connection ended after ${bytes.length} bytes of an answer`);
      }
    }
  }

  /** Waits until the server ends the connection; gives how many bytes came before that. */
  async ended(): Promise<number> {
    while (await this.#receive());
    return this.#end - this.#start;
  }

  /** Closes the connection. */
  [Symbol.dispose](): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#conn.close();
  }

  async #receive(): Promise<boolean> {
    this.#makeRoom();
    const timer = setTimeout(() => this[Symbol.dispose](), PATIENCE);
    try {
      const count = await this.#conn.read(this.#buffer.subarray(this.#end));
      this.#end += count ?? 0;
      return count !== null;
    } finally {
      clearTimeout(timer);
    }
  }

  #makeRoom(): void {
    if (this.#start === this.#end) this.#start = this.#end = 0;
    if (this.#end < this.#buffer.length) return;
    const unread = this.#buffer.subarray(this.#start, this.#end);
    const larger = new Uint8Array(unread.length * 2);
    larger.set(unread);
    this.#buffer = larger;
    this.#start = 0;
    this.#end = unread.length;
  }
}

/** Sends one request over a connection of its own. */
export async function ask(port: number, request: PlainRequest): Promise<RawResponse> {
  using client = await KeepAliveClient.connect(port);
  return await client.request(request);
}

function requestText({ method = "GET", target, fields = [], body = "" }: PlainRequest): string {
  const length = body === "" ? [] : [`Content-Length: ${body.length}`];
  return [`${method} ${target} HTTP/1.1`, "Host: localhost", ...fields, ...length, "", body].join("\r\n");
}
