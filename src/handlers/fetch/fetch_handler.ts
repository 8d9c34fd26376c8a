/**
 * A handler made of an application in the platform's terms: a function from a `Request` to a `Response`, as Deno.serve,
 * Hono and service workers have it.
 *
 * @module
 */
import { HttpError } from "../../http/http_error.ts";
import * as refused from "../../http/refusals.ts";
import type { HttpRequest } from "../../http/request.ts";
import { HttpResponse } from "../../http/response.ts";
import type { Handler } from "../handler.ts";
import { platformRequest } from "./platform_request.ts";
import { platformResponse } from "./platform_response.ts";
import { RequestStream } from "./request_stream.ts";
import { ResponseStream } from "./response_stream.ts";

/** What an application is told of the connection, as Deno.serve tells it. */
export interface FetchInfo {
  /** Who asks; where a trusted proxy handed the request on, whom that had it from. */
  readonly remoteAddr: Deno.NetAddr;
}

/** An application. */
export type FetchFunction = (request: Request, info: FetchInfo) => Response | Promise<Response>;

/** What {@linkcode fetchHandler} is made from. */
export interface FetchHandlerOptions {
  readonly fetch: FetchFunction;
  /** How long the application may take to answer, in milliseconds; time in which it waits for the body does not count. */
  readonly timeout: number;
}

/** Methods that the platform has no request for. */
const UNSPEAKABLE: readonly string[] = ["CONNECT", "TRACE"];
const NOT_IMPLEMENTED = new HttpResponse({ status: 501 });
/** To `OPTIONS *`, which is about no path. */
const NOTHING_SPECIAL = new HttpResponse({ status: 204 });

/**
 * Makes the handler. Bodies are streamed both ways: nothing is read or made before somebody wants it.
 *
 * What the application throws is a bug, and so is a response that cannot be sent. Of a request whose body was broken, too
 * long or too slow the client is told that, whatever the application made of it. A late application is answered for with
 * 504; what it does then goes to nobody.
 */
export function fetchHandler({ fetch, timeout }: FetchHandlerOptions): Handler {
  return (request) => {
    if (UNSPEAKABLE.includes(request.method)) return NOT_IMPLEMENTED;
    if (!request.target.path.startsWith("/")) return NOTHING_SPECIAL;
    return new Conversation(request, timeout).answer(fetch);
  };
}

/** One request and its answer. */
class Conversation {
  readonly #request: HttpRequest;
  readonly #timeout: number;
  readonly #gone = new AbortController();
  readonly #late = Promise.withResolvers<never>();
  readonly #body: RequestStream | undefined;
  #stream: ResponseStream | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether the application is waited for no longer. */
  #isSettled = false;

  constructor(request: HttpRequest, timeout: number) {
    this.#request = request;
    this.#timeout = timeout;
    // It may be lost when nobody waits for it any more.
    this.#late.promise.catch(() => {});
    const { method, body } = request;
    // The platform's GET and HEAD have none; the connection drops what was sent.
    if (body === null || method === "GET" || method === "HEAD") return;
    this.#body = new RequestStream(body, {
      reading: () => this.#stopTimer(),
      read: () => this.#hasRead(),
    });
  }

  async answer(fetch: FetchFunction): Promise<HttpResponse> {
    this.#startTimer();
    if (this.#request.body === null) this.#watch();
    const asked = this.#ask(fetch);
    try {
      return await this.#toSend(await Promise.race([asked, this.#late.promise]));
    } catch (error) {
      this.#settle();
      this.#abort();
      // One that comes too late is of no use, and may hold a file.
      void asked.then((response) => response.body?.cancel()).catch(() => {});
      await this.#body?.end();
      throw this.#failureOr(error);
    }
  }

  /** An application may throw before it returns a promise. */
  async #ask(fetch: FetchFunction): Promise<Response> {
    const { address, port } = this.#request.client;
    const request = platformRequest(this.#request, { signal: this.#gone.signal, stream: this.#body?.stream });
    return await fetch(request, { remoteAddr: { transport: "tcp", hostname: address, port } });
  }

  async #toSend(response: Response): Promise<HttpResponse> {
    const { method } = this.#request;
    const answer = platformResponse(response, { method, sent: (body) => this.#makeStream(body) });
    // Behind the head of the answer nobody could be told to go on (RFC 9110 §10.1.1).
    if (this.#expectsContinue && this.#stream !== undefined) {
      await Promise.race([this.#stream.begin(), this.#late.promise]);
    }
    this.#settle();
    // What streams may be made of what is yet to be read.
    if (answer.body === null) await this.#body?.end();
    if (this.#body?.failure !== undefined) throw this.#body.failure.error;
    return answer;
  }

  /** Whether the client may be waiting for `100 Continue`, which it is sent when its body is read. */
  get #expectsContinue(): boolean {
    return this.#body !== undefined && this.#request.fields.count("expect") > 0;
  }

  #makeStream(body: ReadableStream<Uint8Array>): ResponseStream {
    this.#stream = new ResponseStream(body, {
      whole: async () => await this.#body?.end(),
      givenUp: () => this.#abort(),
      failed: (error) => this.#failureOr(error),
    });
    return this.#stream;
  }

  #hasRead(): void {
    this.#startTimer();
    // From here on nothing else is read of the client.
    if (this.#body?.isWhole === true) this.#watch();
  }

  #watch(): void {
    this.#request.presence?.watch({
      left: () => this.#abort(),
      closed: (error) => {
        this.#abort();
        this.#late.reject(error);
        this.#stream?.fail(error);
      },
    });
  }

  /** Of two errors the one that was the first: what a client did to the body the application only passed on. */
  #failureOr(error: unknown): unknown {
    return this.#body?.failure === undefined ? error : this.#body.failure.error;
  }

  #startTimer(): void {
    if (this.#isSettled) return;
    this.#timer = setTimeout(() => this.#late.reject(new HttpError(refused.LATE_HANDLER)), this.#timeout);
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
  }

  #settle(): void {
    this.#isSettled = true;
    this.#stopTimer();
  }

  #abort(): void {
    this.#gone.abort(new DOMException("Nobody waits for the answer.", "AbortError"));
  }
}
