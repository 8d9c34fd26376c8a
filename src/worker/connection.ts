/**
 * One connection: reads requests, has them answered in order, and ends well.
 *
 * The fast path (a head that came whole, a handler that answers at once, a body in memory) runs without
 * waiting for anything between the read and the write.
 *
 * @module
 */
import { encodeText } from "../http/bytes.ts";
import { HttpError } from "../http/http_error.ts";
import * as refused from "../http/refusals.ts";
import type { Client, HttpRequest, Presence, PresenceWatcher } from "../http/request.ts";
import type { RequestHead } from "../http/request_head.ts";
import { HttpResponse, isByteSource, isByteStream } from "../http/response.ts";
import { type Activity, activityOf } from "./activity.ts";
import { BodyIntake, type IntakeConnection } from "./body_intake.ts";
import type { BodySource } from "./body_reader.ts";
import { ClientGone, type ClientSocket, isClientGone } from "./client_socket.ts";
import type { Timed } from "./deadlines.ts";
import { beginExchange, connectionOption, type Exchange, type RequestSource } from "./exchange.ts";
import { LINGER, linger } from "./linger.ts";
import { LookAhead } from "./look_ahead.ts";
import { Progress } from "./progress.ts";
import { ReadBuffer } from "./read_buffer.ts";
import { Recording } from "./recording.ts";
import { releaseBody, ResponseWriter } from "./response_writer.ts";
import type { Serving } from "./serving.ts";

/** What there is to tell of a request that is refused. */
interface RefusedRequest {
  /** Absent where its head was refused. */
  readonly request?: HttpRequest;
  /** Absent for a bug of ours. */
  readonly error?: HttpError;
  /** What is answered. Default: the page of the status. */
  readonly response?: HttpResponse;
}

/** To a client that speaks TLS: words that its error message may show, and no page. */
const SPEAK_HTTP = new HttpResponse({
  status: refused.TLS_ON_PLAIN_PORT.status,
  fields: [["Content-Type", "text/plain; charset=utf-8"]],
  body: encodeText("This port speaks HTTP, not HTTPS: use http://\n"),
});

/** Serves one client connection from its first byte to its end. */
export class Connection implements Timed, RequestSource, IntakeConnection, Presence {
  readonly #socket: ClientSocket;
  readonly #serving: Serving;
  /** The bytes that were received and not used yet. */
  readonly buffer: ReadBuffer;
  readonly #memory: Uint8Array<ArrayBuffer>;
  readonly #writer: ResponseWriter;
  #head: RequestHead | undefined;
  readonly #progress: Progress;
  readonly #recording = new Recording();
  /** Whether the answer to the request in hand has begun: from here on it can be cut, but not be another one. */
  #answered = false;
  /** Whether the last answer is on its way: nothing that arrives any more is a request. */
  #ended = false;
  /** Made for the first request that has a body. */
  #intake: BodyIntake | undefined;
  /** Made where somebody watches. */
  #lookAhead: LookAhead | undefined;

  /** Takes over an accepted connection. */
  constructor(socket: ClientSocket, serving: Serving) {
    this.#socket = socket;
    this.#serving = serving;
    this.#memory = serving.memory.take();
    this.buffer = new ReadBuffer(this.#memory);
    this.#progress = new Progress(serving, socket.client);
    this.#writer = new ResponseWriter(socket, serving, this.#progress);
  }

  /** Who is at the other end. */
  get client(): Client {
    return this.#socket.client;
  }

  /** What it does at this moment. */
  get activity(): Activity {
    return activityOf(this.#progress, this.#head, this.#recording.begun, this.#writer.total);
  }

  /** See {@linkcode Timed.deadline}. */
  get deadline(): number {
    return this.#progress.deadline;
  }

  /** Where a request's body is read from. */
  get bodySource(): BodySource {
    return this.#intake ??= new BodyIntake(this, this.#socket, this.#writer, this.#progress);
  }

  /** See {@linkcode IntakeConnection.answered}. */
  get answered(): boolean {
    return this.#answered;
  }

  /** See {@linkcode IntakeConnection.ended}. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Who knows whether the client is still there. */
  get presence(): Presence {
    return this;
  }

  /** Serves until the connection ends. Never rejects: what goes wrong here ends this connection only. */
  async serve(): Promise<void> {
    const { deadlines, counters, bugs } = this.#serving;
    deadlines.add(this);
    counters.add("connections", 1);
    try {
      // Five thousand connections may wait here: each layer between would hold some hundred bytes for each.
      for (;;) {
        const coming = this.#lookAhead?.coming;
        const isThere = this.#isThere;
        if (coming === undefined && !isThere) {
          const count = await this.#socket.receive(this.buffer.room());
          if (count === null || this.#ended) break;
          this.buffer.received(count);
        } else if (!isThere && !await coming || this.#ended) break;
        this.#progress.began();
        let going = this.#answerArrived();
        // An answer that must be waited for: what came behind its request is next.
        while (going instanceof Promise) going = await going && this.#answerArrived();
        if (!going) break;
        await this.#writer.flush();
        if (!this.#rest()) break;
      }
      if (this.#ended && await this.#lookAhead?.coming !== false) await linger(this.#socket, this.buffer);
    } catch (error) {
      if (!isClientGone(error)) bugs.report(error, "a connection");
    } finally {
      deadlines.delete(this);
      this.#progress.ended();
      counters.add("connections", -1);
      this.close();
      this.#serving.memory.give(this.#memory);
    }
  }

  /** Ends the connection now, whatever it is doing. */
  close(): void {
    this.#socket.close();
    this.#lookAhead?.closed();
  }

  /** See {@linkcode Presence.watch}. */
  watch(watcher: PresenceWatcher): void {
    if (this.#ended) return;
    // What is read takes the place of the head.
    this.#head?.retain();
    this.#lookAhead ??= new LookAhead({
      socket: this.#socket,
      buffer: this.buffer,
      left: () => {
        // One that waits for its answer yet has to get it soon.
        if (this.#progress.phase === "handler") {
          this.#progress.wait("handler", this.#serving.settings["timeouts.write"]);
        }
      },
      lost: (error) => {
        if (error !== undefined) this.#serving.bugs.report(error, "a connection");
        this.close();
      },
    });
    this.#lookAhead.watch(watcher);
  }

  /**
   * Closes the connection if it has waited long for a next request; else its next answer will be the last.
   *
   * @param grace Milliseconds in which a connection that has sent nothing yet may still send a request.
   */
  drain(grace: number): void {
    const { phase, deadline } = this.#progress;
    const { idleGrace, deadlines } = this.#serving;
    const endsSoon = idleGrace > 0 && deadline <= deadlines.after(idleGrace);
    if (phase === "idle" && !endsSoon) this.close();
    else if (phase === "head" && this.#head === undefined) this.#progress.wait("head", grace);
  }

  /** See {@linkcode Timed.expire}. */
  expire(): void {
    const { phase } = this.#progress;
    const slow = (phase === "body" && !this.#answered) ||
      (phase === "head" && this.#head?.untouched === false);
    if (slow) {
      if (phase === "head") this.#begin();
      // The read that waits goes on: it now only makes sure that the client gets to see the answer.
      this.#refuse(408, { error: new HttpError(refused.SLOW_REQUEST) }).catch(() => this.close());
    } else {
      this.close();
    }
  }

  /**
   * Answers the requests that have arrived whole, up to one whose answer must be waited for; their answers are collected.
   *
   * @returns Whether the connection goes on.
   */
  #answerArrived(): boolean | Promise<boolean> {
    const { buffer } = this;
    while (buffer.length > 0) {
      let exchange: Exchange;
      try {
        this.#head ??= this.#serving.takeHead();
        if (!this.#head.parse(buffer.bytes, buffer.start, buffer.end)) break;
        exchange = beginExchange(this.#head, this, this.#serving.settings);
      } catch (error) {
        if (!(error instanceof HttpError)) throw error;
        const isTls = error.refusal === refused.TLS_ON_PLAIN_PORT;
        this.#begin();
        return this.#refuse(error.status, { error, ...(isTls && { response: SPEAK_HTTP }) });
      }
      const going = this.#answer(exchange);
      if (going !== true) return going;
      if (this.#writer.full) return this.#makeRoom();
    }
    return true;
  }

  /** Has what was collected leave before there is more of it. */
  async #makeRoom(): Promise<true> {
    await this.#writer.flush();
    return true;
  }

  /** Whether a next request has begun to come while the last answer was written: looked at ahead, it has no head yet. */
  get #isThere(): boolean {
    return this.#head === undefined && this.buffer.length > 0;
  }

  /** Waits for what comes next; `false` where nothing more is wanted. */
  #rest(): boolean {
    if (this.#isThere) return true;
    if (this.#head?.untouched !== false) this.#progress.ended();
    if (this.#head === undefined) this.#progress.waitForNext();
    else if (this.#progress.phase !== "head") this.#progress.waitForHead();
    return !(this.#serving.draining && this.#progress.phase === "idle") || this.#mayWaitYet();
  }

  /** See {@linkcode Serving.idleGrace}. */
  #mayWaitYet(): boolean {
    const { idleGrace } = this.#serving;
    this.#progress.wait("idle", idleGrace);
    return idleGrace > 0;
  }

  /** Has a request answered; whether the connection goes on. */
  #answer(exchange: Exchange): boolean | Promise<boolean> {
    this.#progress.wait("handler", Infinity);
    this.#answered = false;
    this.#begin();
    if (exchange.body !== null) this.#progress.beginBody();
    try {
      const answer = this.#serving.pipeline.handle(exchange.request);
      const going = answer instanceof Promise
        ? answer.then((response) => this.#send(exchange, response))
        : this.#send(exchange, answer);
      return going instanceof Promise ? going.catch((error) => this.#fail(exchange, error)) : going;
    } catch (error) {
      return this.#fail(exchange, error);
    }
  }

  #send(exchange: Exchange, response: HttpResponse): boolean | Promise<boolean> {
    const { body } = response;
    if (isByteSource(body) || isByteStream(body) || exchange.body !== null) {
      return this.#sendInSteps(exchange, response);
    }
    const goesOn = this.#goesOn(exchange);
    this.#writer.add(response, body, connectionOption(exchange, goesOn), exchange.request.method === "HEAD");
    this.#finish(exchange, response.status);
    return goesOn ? true : this.#end();
  }

  /** The way of an answer that must be waited for: its own body is not in memory, or the request has one. */
  async #sendInSteps(exchange: Exchange, response: HttpResponse): Promise<boolean> {
    const streams = isByteStream(response.body);
    const headOnly = exchange.request.method === "HEAD";
    const chunked = exchange.request.minorVersion > 0;
    // 1. What the handler did not read of the request's body: it may show that the request is none after all
    //    (RFC 9112 §2.2). A stream may read it yet.
    let goesOn = this.#goesOn(exchange) && (chunked || !streams);
    if (!streams && !await skipBody(exchange, response)) goesOn = false;
    // 2. The answer.
    this.#answered = true;
    const connection = connectionOption(exchange, goesOn);
    let isWhole = false;
    try {
      isWhole = await this.#writer.send(response, connection, { headOnly, chunked });
    } finally {
      if (!isWhole) this.#record(response.status, exchange.request);
    }
    if (!isWhole) return false;
    this.#finish(exchange, response.status);
    if (!goesOn) return await this.#end();
    // 3. What a stream has left.
    return exchange.body === null || await exchange.body.drop() || await this.#end();
  }

  #goesOn(exchange: Exchange): boolean {
    return exchange.persistent && !this.#serving.draining;
  }

  /** Counts an answer and makes ready for the next request. */
  #finish({ request }: Exchange, status: number): void {
    this.#serving.counters.addAnswer(status);
    this.#record(status, request);
    this.#lookAhead?.answered();
    if (this.#head !== undefined) this.#serving.giveHead(this.#head);
    this.#head = undefined;
  }

  /** Answers a request whose handler threw: its refusal, or 500 for a bug, which the operator gets to see. */
  async #fail({ request }: Exchange, error: unknown): Promise<boolean> {
    if (error instanceof ClientGone) throw error;
    if (!(error instanceof HttpError)) {
      const { method, target, notes } = request;
      const id = notes?.id === undefined ? "" : `, id ${notes.id}`;
      this.#serving.bugs.report(error, `${method} ${target.raw}${id}`);
    }
    // Half an answer has left: that it is cut is all that the client can be told.
    if (this.#answered) return false;
    if (!(error instanceof HttpError)) return await this.#refuse(500, { request });
    return await this.#refuse(error.status, { request, error });
  }

  /** Refuses a request: the last answer of this connection, because nobody knows where the next one begins. */
  async #refuse(status: number, { request, error, response }: RefusedRequest): Promise<false> {
    if (this.#ended) return false;
    response ??= this.#serving.pipeline.error(status, request);
    const body = response.body instanceof Uint8Array ? response.body : null;
    this.#writer.add(response, body, "close", this.#head?.method === "HEAD");
    this.#serving.counters.addAnswer(status);
    this.#record(status, request, error);
    this.#answered = true;
    this.#lookAhead?.answered();
    // The head is not used again: a handler that was cut off may still look at its request.
    this.#head = undefined;
    return await this.#end();
  }

  #begin(): void {
    this.#recording.begin(this.#serving, this.#writer.total);
  }

  /** Tells the recorders, if there are any, of an answer. */
  #record(status: number, request: HttpRequest | undefined, error?: HttpError): void {
    const { refusal, at = -1 } = error ?? {};
    const facts = { request, head: this.#head, client: this.client, status, refusal, at };
    this.#recording.end(this.#serving, this.#writer.total, facts);
  }

  /** Lets what was collected leave, and tells the client that nothing follows. */
  async #end(): Promise<false> {
    this.#ended = true;
    await this.#writer.flush();
    this.#progress.ended();
    await this.#socket.endWriting();
    this.#progress.wait("linger", LINGER);
    return false;
  }
}

/** Whether the body's end was reached. If the request is refused for its body, the answer is given up. */
async function skipBody({ body }: Exchange, answer: HttpResponse): Promise<boolean> {
  try {
    return body === null || await body.skip();
  } catch (error) {
    await releaseBody(answer.body);
    throw error;
  }
}
