/**
 * One connection: reads requests, has them answered in order, and ends well.
 *
 * The fast path (a head that came whole, a handler that answers at once, a body in memory) runs without
 * waiting for anything between the read and the write.
 *
 * @module
 */
import { bodyLength, expectsContinue, isPersistent, requestHost } from "../http/framing.ts";
import { HttpError } from "../http/http_error.ts";
import * as refused from "../http/refusals.ts";
import type { Client, HttpRequest } from "../http/request.ts";
import type { RequestHead } from "../http/request_head.ts";
import { type ConnectionOption, type HttpResponse, isByteSource, isByteStream } from "../http/response.ts";
import { parseTarget } from "../http/target.ts";
import { BodyReader } from "./body_reader.ts";
import type { Timed } from "./deadlines.ts";
import { disconnected } from "./disconnected.ts";
import { ReadBuffer } from "./read_buffer.ts";
import { ResponseWriter } from "./response_writer.ts";
import type { Serving } from "./serving.ts";

/** What the connection waits for; it decides what a passed deadline means. */
type Phase = "head" | "idle" | "body" | "handler" | "write" | "linger";

/** A request, and what only its connection needs to know of it. */
interface Exchange {
  readonly request: HttpRequest;
  readonly body: BodyReader | null;
  readonly persistent: boolean;
}

/** How long a client may take to read the answer that ended its connection, in milliseconds. */
const LINGER = 2000;
/** What it may still send meanwhile. */
const MOST_LINGERING_BYTES = 1024 * 1024;
/** Memory that a body is received into. */
const BODY_PIECE = 64 * 1024;
/** Bytes of a body that earn its sender another second: who sends slower than this is cut off. */
const BODY_RATE = 500;

/** Serves one client connection from its first byte to its end. */
export class Connection implements Timed {
  /** See {@linkcode Timed.deadline}. */
  deadline: number;
  readonly #conn: Deno.TcpConn;
  readonly #serving: Serving;
  readonly #client: Client;
  readonly #buffer = new ReadBuffer();
  readonly #writer: ResponseWriter;
  #head: RequestHead | undefined;
  #phase: Phase = "head";
  #bodyDeadline = 0;
  /** Whether the request in hand has its answer; what is left of its body is only dropped. */
  #answered = false;
  /** Whether the last answer is on its way: nothing that arrives any more is a request. */
  #ended = false;
  #closed = false;

  /** Takes over an accepted connection. */
  constructor(conn: Deno.TcpConn, serving: Serving) {
    this.#conn = conn;
    this.#serving = serving;
    this.#client = { address: conn.remoteAddr.hostname.replace(/^::ffff:/, ""), port: conn.remoteAddr.port };
    this.deadline = serving.deadlines.now + serving.settings["timeouts.head"];
    this.#writer = new ResponseWriter({
      conn,
      clock: serving.clock,
      server: () => serving.settings["general.serverHeader"],
      writing: () => this.#await("write", serving.settings["timeouts.write"]),
      written: (count) => serving.counters.add("bytesSent", count),
    });
  }

  /** Serves until the connection ends. Never rejects: what goes wrong here ends this connection only. */
  async serve(): Promise<void> {
    const { deadlines, counters } = this.#serving;
    deadlines.add(this);
    counters.add("connections", 1);
    try {
      while (await this.#receive()) {
        if (!await this.#answerArrived()) break;
      }
      if (this.#ended) await this.#linger();
    } catch (error) {
      if (!disconnected(error)) this.#report(error, "a connection");
    } finally {
      deadlines.delete(this);
      counters.add("connections", -1);
      this.close();
    }
  }

  /** Ends the connection now, whatever it is doing. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#conn.close();
  }

  /**
   * Closes the connection if it waits for a next request; else its current answer will be the last.
   *
   * @param grace Milliseconds in which a connection that has sent nothing yet may still send a request.
   */
  drain(grace: number): void {
    if (this.#phase === "idle") this.close();
    else if (this.#phase === "head" && this.#head === undefined) this.#await("head", grace);
  }

  /** See {@linkcode Timed.expire}. */
  expire(): void {
    const slow = (this.#phase === "body" && !this.#answered) ||
      (this.#phase === "head" && this.#head?.untouched === false);
    if (slow) {
      // The read that waits goes on: it now only makes sure that the client gets to see the answer.
      this.#endWith(new HttpError(refused.SLOW_REQUEST)).catch(() => this.close());
    } else {
      this.close();
    }
  }

  #await(phase: Phase, time: number): void {
    this.#phase = phase;
    this.deadline = this.#serving.deadlines.now + time;
  }

  /** Waits for bytes of a next request; `false` when none will be answered any more. */
  async #receive(): Promise<boolean> {
    const count = await this.#conn.read(this.#buffer.room());
    if (count === null || this.#ended) return false;
    this.#buffer.received(count);
    if (this.#phase === "idle") this.#await("head", this.#serving.settings["timeouts.head"]);
    return true;
  }

  /** Answers every request that has arrived whole; `false` when the connection is to end. */
  async #answerArrived(): Promise<boolean> {
    const buffer = this.#buffer;
    while (buffer.length > 0) {
      let exchange: Exchange;
      try {
        this.#head ??= this.#serving.takeHead();
        if (!this.#head.parse(buffer.bytes, buffer.start, buffer.end)) break;
        exchange = this.#begin(this.#head);
      } catch (error) {
        if (!(error instanceof HttpError)) throw error;
        await this.#endWith(error);
        return false;
      }
      const going = this.#answer(exchange);
      if (!(going instanceof Promise ? await going : going)) return false;
      if (this.#writer.full) await this.#writer.flush();
    }
    await this.#writer.flush();
    if (this.#head === undefined) this.#await("idle", this.#serving.settings["timeouts.idle"]);
    else if (this.#phase !== "head") this.#await("head", this.#serving.settings["timeouts.head"]);
    return !(this.#serving.draining && this.#phase === "idle");
  }

  /** Makes the request of a head that has arrived whole, and takes the head from the buffer. */
  #begin(head: RequestHead): Exchange {
    const { settings } = this.#serving;
    const { method, minorVersion, fields } = head;
    const target = parseTarget(method, head.target);
    const host = requestHost(fields, minorVersion, target);
    const length = bodyLength(fields, minorVersion);
    if (length > settings["limits.body"]) throw new HttpError(refused.LARGE_BODY);
    const waits = expectsContinue(fields, minorVersion);
    // Reading the body reuses the buffer that the head's offsets point into.
    if (length !== 0) head.retain();
    this.#buffer.consume(head.length);
    const body = length === 0 ? null : this.#bodyReader(length, waits);
    const request = { method, target, host, minorVersion, fields, body, client: this.#client };
    return { request, body, persistent: isPersistent(fields, minorVersion) };
  }

  #bodyReader(length: number, waits: boolean): BodyReader {
    const { settings, deadlines } = this.#serving;
    this.#bodyDeadline = deadlines.now + settings["timeouts.body"];
    return new BodyReader({
      buffer: this.#buffer,
      receive: () => this.#receiveBody(),
      send: async (bytes) => {
        this.#writer.addBytes(bytes);
        await this.#writer.flush();
      },
    }, {
      length,
      limit: settings["limits.body"],
      trailerLimit: settings["limits.head"],
      expectsContinue: waits,
    });
  }

  async #receiveBody(): Promise<boolean> {
    // What was answered before must not wait for what this client has yet to send.
    await this.#writer.flush();
    this.#phase = "body";
    this.deadline = this.#bodyDeadline;
    const count = await this.#conn.read(this.#buffer.room(BODY_PIECE));
    if (this.#ended) throw new HttpError(refused.SLOW_REQUEST);
    if (count === null) return false;
    this.#buffer.received(count);
    this.#bodyDeadline += count * 1000 / BODY_RATE;
    this.#phase = "handler";
    this.deadline = Infinity;
    return true;
  }

  /** Has a request answered; whether the connection goes on. */
  #answer(exchange: Exchange): boolean | Promise<boolean> {
    this.#phase = "handler";
    this.#answered = false;
    this.deadline = Infinity;
    let answer: HttpResponse | Promise<HttpResponse>;
    try {
      answer = this.#serving.pipeline.handle(exchange.request);
    } catch (error) {
      return this.#fail(exchange, error);
    }
    if (!(answer instanceof Promise)) return this.#send(exchange, answer);
    return answer.then((response) => this.#send(exchange, response), (error) => this.#fail(exchange, error));
  }

  #send(exchange: Exchange, response: HttpResponse): boolean | Promise<boolean> {
    const { body } = response;
    if (isByteSource(body) || isByteStream(body) || exchange.body !== null) {
      return this.#sendLarge(exchange, response);
    }
    const goesOn = this.#goesOn(exchange);
    this.#writer.add(response, body, option(exchange, goesOn), exchange.request.method === "HEAD");
    this.#finish(response.status);
    return goesOn ? true : this.#end();
  }

  /** The way of an answer that must be waited for: its own body is not in memory, or the request has one. */
  async #sendLarge(exchange: Exchange, response: HttpResponse): Promise<boolean> {
    const { body } = response;
    if (this.#ended) {
      if (isByteSource(body)) body.close();
      return false;
    }
    const headOnly = exchange.request.method === "HEAD";
    const chunked = exchange.request.minorVersion > 0;
    let goesOn = this.#goesOn(exchange) && (chunked || !isByteStream(body));
    if (exchange.body?.unasked) goesOn = false;
    const connection = option(exchange, goesOn);
    if (isByteSource(body)) {
      if (!await this.#writer.sendSource(response, body, connection, headOnly)) return false;
    } else if (isByteStream(body)) {
      await this.#writer.sendStream(response, body, connection, { headOnly, chunked });
    } else {
      this.#writer.add(response, body, connection, headOnly);
    }
    this.#finish(response.status);
    if (!goesOn) return await this.#end();
    if (exchange.body === null) return true;
    await this.#writer.flush();
    return await exchange.body.drop() || await this.#end();
  }

  #goesOn(exchange: Exchange): boolean {
    return exchange.persistent && !this.#serving.draining;
  }

  /** Counts an answer and makes ready for the next request. */
  #finish(status: number): void {
    this.#answered = true;
    this.#serving.counters.addAnswer(status);
    if (this.#head !== undefined) this.#serving.giveHead(this.#head);
    this.#head = undefined;
  }

  /** Answers a request whose handler threw: its refusal, or 500 for a bug, which the operator gets to see. */
  async #fail(exchange: Exchange, error: unknown): Promise<boolean> {
    if (error instanceof HttpError) return await this.#endWith(error);
    if (disconnected(error)) throw error;
    this.#report(error, `${exchange.request.method} ${exchange.request.target.raw}`);
    return await this.#endWithStatus(500);
  }

  /** Refuses a request: the last answer of this connection, because nobody knows where the next one begins. */
  #endWith(error: HttpError): Promise<false> {
    return this.#endWithStatus(error.status);
  }

  async #endWithStatus(status: number): Promise<false> {
    if (this.#ended) return false;
    const response = this.#serving.pipeline.error(status);
    const body = response.body instanceof Uint8Array ? response.body : null;
    this.#writer.add(response, body, "close", this.#head?.method === "HEAD");
    this.#finish(status);
    return await this.#end();
  }

  /** Lets what was collected leave, and tells the client that nothing follows. */
  async #end(): Promise<false> {
    this.#ended = true;
    await this.#writer.flush();
    await this.#conn.closeWrite();
    this.#await("linger", LINGER);
    return false;
  }

  /**
   * Reads on for a while after the last answer (RFC 9112 §9.6): closing with unread bytes makes the system
   * send a reset, which can take the answer from the client that has not read it yet.
   */
  async #linger(): Promise<void> {
    const scratch = new Uint8Array(BODY_PIECE);
    for (let total = 0; total < MOST_LINGERING_BYTES;) {
      const count = await this.#conn.read(scratch);
      if (count === null) return;
      total += count;
    }
  }

  #report(error: unknown, during: string): void {
    const text = error instanceof Error ? error.stack ?? error.message : String(error);
    this.#serving.notice(`bug: ${JSON.stringify(during)}: ${text}`);
  }
}

function option(exchange: Exchange, goesOn: boolean): ConnectionOption {
  if (!goesOn) return "close";
  return exchange.request.minorVersion === 0 ? "keep-alive" : "";
}
