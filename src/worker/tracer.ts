/**
 * Follows the next request of somebody through the worker. While nobody asks for one nothing is different; while somebody
 * does, the handlers are wrapped, and it is told of answers as a recorder is.
 *
 * @module
 */
import type { Step } from "../channel/explanation.ts";
import type { Trace, TraceFilter, TraceQuestion } from "../channel/trace.ts";
import { afterwards, type Handler } from "../handlers/handler.ts";
import type { Pipeline } from "../handlers/pipeline.ts";
import { isPersistent } from "../http/framing.ts";
import type { HttpRequest } from "../http/request.ts";
import type { RequestHead } from "../http/request_head.ts";
import type { HttpResponse } from "../http/response.ts";
import { compileBlocks } from "../patterns/addresses.ts";
import { compileGlob } from "../patterns/glob.ts";
import { answerHead } from "./answer_head.ts";
import type { Answered, Recorder } from "./recorder.ts";
import type { HeadWatcher, Serving } from "./serving.ts";

/** How long a request is watched for after the last time that somebody asked, in milliseconds. */
const PATIENCE = 5000;
/** Watches at a time. */
const MOST_WATCHES = 16;

/** Somebody who waits for a request. */
interface Watch {
  readonly matches: (address: string, path: string | undefined) => boolean;
  /** By `performance.now()`. */
  until: number;
  found: Trace | undefined;
}

/** What is known of a request while it is answered. */
interface Draft {
  readonly steps: Step[];
  readonly startedAt: number;
  answeredAt: number;
  response: HttpResponse | undefined;
}

/** Follows requests of one worker. */
export class Tracer implements Recorder, HeadWatcher {
  readonly #serving: Serving;
  readonly #worker: number;
  readonly #watches: Map<string, Watch> = new Map();
  readonly #drafts: WeakMap<HttpRequest, Draft> = new WeakMap();
  readonly #began: WeakMap<RequestHead, number> = new WeakMap();
  /** The handlers as they are without this, and as they are wrapped. */
  #wrapped: { readonly plain: Pipeline; readonly traced: Pipeline } | undefined;
  /** The last answer that no handler made. */
  #error: HttpResponse | undefined;

  /** @param worker The worker's number, from 1. */
  constructor(serving: Serving, worker: number) {
    this.#serving = serving;
    this.#worker = worker;
  }

  /** Begins to watch, or goes on; the request once there was one, and nothing is watched for any more. */
  look({ watch: name, filter }: TraceQuestion): Trace | null {
    const until = performance.now() + PATIENCE;
    const watch = this.#watches.get(name);
    if (watch?.found !== undefined) {
      this.end(name);
      return watch.found;
    }
    if (watch !== undefined) watch.until = until;
    else if (this.#watches.size < MOST_WATCHES) {
      this.#watches.set(name, { matches: matcherOf(filter), until, found: undefined });
    }
    this.#attach();
    return null;
  }

  /** Watches no more. */
  end(name: string): void {
    this.#watches.delete(name);
    if (this.#watches.size === 0) this.#detach();
  }

  /** See {@linkcode HeadWatcher.began}. */
  began(head: RequestHead): void {
    this.#began.set(head, performance.now());
  }

  /** See {@linkcode Recorder.record}. */
  record(answered: Answered): void {
    const now = performance.now();
    const { request, client } = answered;
    const address = (request?.notes?.client ?? client).address;
    for (const [name, watch] of this.#watches) {
      if (watch.found === undefined && watch.until < now) this.#watches.delete(name);
      else if (watch.found === undefined && watch.matches(address, request?.target.path)) {
        watch.found = this.#traceOf(answered, now);
      }
    }
    if (this.#watches.size === 0) this.#detach();
  }

  #traceOf({ request, head, client, status, bytes, startedAt, refusal }: Answered, now: number): Trace {
    const draft = request && this.#drafts.get(request);
    const began = head && this.#began.get(head);
    const wholeAt = draft?.startedAt ?? startedAt;
    const response = draft?.response ?? this.#error;
    const steps = draft?.steps ?? [];
    const { address, port } = request?.notes?.client ?? client;
    const persistent = request !== undefined && refusal === undefined &&
      isPersistent(request.fields, request.minorVersion) && !this.#serving.draining;
    const connection = !persistent ? "close" : request.minorVersion === 0 ? "keep-alive" : "";
    return {
      worker: this.#worker,
      head: head?.raw() ?? new Uint8Array(),
      client: { address, port },
      phases: {
        head: began === undefined ? undefined : Math.max(0, wholeAt - began),
        handler: draft === undefined ? 0 : draft.answeredAt - draft.startedAt,
        answer: now - (draft?.answeredAt ?? startedAt),
      },
      steps: refusal === undefined
        ? steps
        : [...steps, { by: "refused", text: `${refusal.rule} (${refusal.source})` }],
      status,
      answer: response?.status === status
        ? answerHead(response, { connection, minorVersion: request?.minorVersion ?? 1 }, this.#serving)
        : [],
      bytes,
    };
  }

  /** Settings that are applied bring new handlers and recorders. */
  #attach(): void {
    const serving = this.#serving;
    if (serving.pipeline !== this.#wrapped?.traced) {
      const plain = serving.pipeline;
      this.#wrapped = { plain, traced: this.#wrap(plain) };
      serving.pipeline = this.#wrapped.traced;
    }
    if (!serving.recorders.includes(this)) serving.recorders = [...serving.recorders, this];
    serving.headWatcher = this;
  }

  #detach(): void {
    const serving = this.#serving;
    if (this.#wrapped !== undefined && serving.pipeline === this.#wrapped.traced) {
      serving.pipeline = this.#wrapped.plain;
    }
    this.#wrapped = undefined;
    this.#error = undefined;
    serving.recorders = serving.recorders.filter((recorder) => recorder !== this);
    serving.headWatcher = undefined;
  }

  #wrap({ handle, error, cache }: Pipeline): Pipeline {
    return {
      handle: (request) => this.#follow(request, handle),
      error: (status, request) => this.#error = error(status, request),
      cache,
    };
  }

  #follow(request: HttpRequest, handle: Handler): ReturnType<Handler> {
    const startedAt = performance.now();
    const draft: Draft = { steps: [], startedAt, answeredAt: startedAt, response: undefined };
    this.#drafts.set(request, draft);
    const decisions = { note: (by: string, text: string) => void draft.steps.push({ by, text }) };
    const noted: HttpRequest = { ...request, decisions };
    try {
      return afterwards(handle(noted), (response) => {
        draft.answeredAt = performance.now();
        draft.response = response;
        return response;
      });
    } finally {
      // One object for all copies of a request: whoever records it, or answers for a bug, looks at this one.
      if (noted.notes !== undefined) request.notes = noted.notes;
    }
  }
}

function matcherOf({ block, path }: TraceFilter): Watch["matches"] {
  const isOfBlock = block === undefined ? undefined : compileBlocks([block]);
  const isPath = path === undefined ? undefined : compileGlob(path);
  return (address, asked) =>
    isOfBlock?.(address) !== false && (isPath === undefined || (asked !== undefined && isPath(asked)));
}
