/**
 * Tries a request that nobody has sent: the real parser, checks and handlers, without a socket, and what they decide.
 *
 * @module
 */
import type { PlaceCounts } from "../channel/place_counts.ts";
import type { Explanation, Step, WhyQuestion } from "../channel/explanation.ts";
import type { RequestBuckets } from "../channel/request_buckets.ts";
import type { FetchFunction } from "../handlers/fetch/fetch_handler.ts";
import type { SharedCounts } from "../handlers/limits/limit_chain.ts";
import type { Pipeline } from "../handlers/pipeline.ts";
import type { Decisions } from "../http/decisions.ts";
import { HttpError } from "../http/http_error.ts";
import * as refused from "../http/refusals.ts";
import type { HttpRequest } from "../http/request.ts";
import type { RequestHead } from "../http/request_head.ts";
import { type HttpResponse, isByteStream } from "../http/response.ts";
import type { Settings } from "../settings/settings.ts";
import { answerHead } from "./answer_head.ts";
import { beginExchange, connectionOption, type Exchange } from "./exchange.ts";
import { ReadBuffer } from "./read_buffer.ts";
import { releaseBody } from "./response_writer.ts";
import type { Serving } from "./serving.ts";
import { noteExchange, noteHead } from "./trial_notes.ts";

/** What a pipeline is made with where its requests are none of a client's. */
export interface TrialParts {
  /** Counts that are looked at, and left as they are. */
  readonly counts: SharedCounts;
  /** What stands for the applications: one may do anything when it is asked. */
  readonly applications: (real: ReadonlyMap<string, FetchFunction>) => ReadonlyMap<string, FetchFunction>;
}

/** What {@linkcode Trial} needs. */
export interface TrialOptions {
  readonly serving: Serving;
  /** Makes handlers that share nothing with those that answer clients. */
  readonly pipeline: (settings: Settings, parts: TrialParts) => Pipeline;
  readonly buckets: RequestBuckets;
  readonly places: PlaceCounts;
  /** Whether an address gets a connection. */
  readonly admits: (address: string) => boolean;
}

/** What has come of a request. */
interface Outcome {
  readonly response: HttpResponse;
  /** Absent where the head was refused. */
  readonly exchange?: Exchange;
  /** Present where the request was refused. */
  readonly error?: HttpError;
}

/** Answers why a request would be answered as it would be. */
export class Trial {
  readonly #options: TrialOptions;

  /** Makes what is asked. */
  constructor(options: TrialOptions) {
    this.#options = options;
  }

  /** Has a request answered by handlers made for it alone, which remember nothing, and so decide everything anew. */
  async explain({ head, client }: WhyQuestion): Promise<Explanation> {
    const { serving } = this.#options;
    const steps: Step[] = [];
    const decisions: Decisions = { note: (by, text) => void steps.push({ by, text }) };
    if (!this.#options.admits(client.address)) {
      decisions.note("connection", `${client.address} is blocked: it is closed at once`);
      return { steps, status: undefined, head: [], refusal: undefined };
    }
    let isApplication = false;
    const pipeline = this.#options.pipeline(serving.settings, {
      counts: this.#counts(),
      applications: (real) =>
        new Map([...real].map(([module]) => [module, () => {
          isApplication = true;
          return new Response();
        }])),
    });
    const outcome = await this.#answer(head, client, pipeline, decisions);
    const { response, error } = outcome;
    await releaseBody(response.body);
    const refusal = error && { rule: error.refusal.rule, source: error.refusal.source, at: error.at };
    if (isApplication) {
      decisions.note("handlers", "an application decides the rest; it is not asked, for it may do anything");
      return { steps, status: undefined, head: [], refusal };
    }
    return { steps, status: response.status, head: this.#headOf(outcome), refusal };
  }

  async #answer(
    bytes: Uint8Array,
    client: WhyQuestion["client"],
    pipeline: Pipeline,
    decisions: Decisions,
  ): Promise<Outcome> {
    const { serving } = this.#options;
    const head = serving.takeHead();
    let request: HttpRequest | undefined;
    try {
      const exchange = parse(bytes, client, head, serving.settings, decisions);
      request = { ...exchange.request, decisions };
      return { response: await pipeline.handle(request), exchange };
    } catch (error) {
      if (error instanceof HttpError) return { response: pipeline.error(error.status, request), error };
      serving.bugs.report(error, request === undefined ? "a head" : request.target.raw);
      decisions.note("bug", "something unexpected was thrown: a client would be told 500");
      return { response: pipeline.error(500, request) };
    } finally {
      serving.giveHead(head);
    }
  }

  /** As what is shared stands at this moment; a real request takes from it, this one does not. */
  #counts(): SharedCounts {
    const { buckets, places } = this.#options;
    return {
      take: (address, rate) => buckets.has(address, rate),
      places: { enter: (kind) => places.taken(kind) + 1, leave: () => {} },
    };
  }

  /** The lines that the connection would send. */
  #headOf({ response, exchange }: Outcome): readonly string[] {
    const { draining } = this.#options.serving;
    const isChunked = exchange !== undefined && exchange.request.minorVersion > 0;
    const goesOn = exchange !== undefined && exchange.persistent && !draining &&
      (isChunked || !isByteStream(response.body));
    const connection = exchange === undefined ? "close" : connectionOption(exchange, goesOn);
    return answerHead(
      response,
      { connection, minorVersion: exchange?.request.minorVersion ?? 1 },
      this.#options.serving,
    );
  }
}

/**
 * Takes a head apart as a connection does.
 *
 * @throws {HttpError} when it is refused
 */
function parse(
  bytes: Uint8Array,
  client: WhyQuestion["client"],
  head: RequestHead,
  settings: Settings,
  decisions: Decisions,
): Exchange {
  const buffer = new ReadBuffer(Uint8Array.from(bytes));
  buffer.received(bytes.length);
  if (!head.parse(buffer.bytes, buffer.start, buffer.end)) throw new HttpError(refused.SLOW_REQUEST);
  noteHead(decisions, head);
  // Of a body there is nothing: whoever reads it finds the client gone.
  const bodySource = { buffer, receive: () => Promise.resolve(false), send: () => Promise.resolve() };
  const exchange = beginExchange(head, { buffer, client, bodySource }, settings);
  noteExchange(decisions, exchange, settings);
  return exchange;
}
