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
import type { Decisions } from "../http/decisions.ts";
import { isPersistent } from "../http/framing.ts";
import type { Client, HttpRequest } from "../http/request.ts";
import type { HttpResponse } from "../http/response.ts";
import { compileBlocks } from "../patterns/addresses.ts";
import { compileGlob } from "../patterns/glob.ts";
import { answerHead } from "./answer_head.ts";
import type { Answered, Recorder } from "./recorder.ts";
import { RequestTimes } from "./request_times.ts";
import type { Serving, TrafficWatcher } from "./serving.ts";

/** How long a request is watched for after the last time that somebody asked, in milliseconds. */
const PATIENCE = 5000;
/** Watches at a time. */
const MOST_WATCHES = 16;
/** What is noted when it is known what a path stands for. */
const LOCATED_BY: ReadonlySet<string> = new Set(["cache", "fallback", "fence", "file", "index", "redirect"]);

/** Somebody who waits for a request. */
interface Watch {
  readonly matches: (address: string, path: string | undefined) => boolean;
  /** By `performance.now()`. */
  until: number;
  found: Found | undefined;
}

/** A request that somebody waited for. Its answer may be on its way yet. */
interface Found {
  readonly facts: Omit<Trace, "phases">;
  readonly times: RequestTimes;
  /** Whether it was asked for since it is found. */
  isDue: boolean;
}

/** What is known of a request while it is answered. */
interface Draft {
  readonly steps: Step[];
  readonly times: RequestTimes;
  response: HttpResponse | undefined;
}

/** Follows requests of one worker. */
export class Tracer implements Recorder, TrafficWatcher {
  readonly #serving: Serving;
  readonly #worker: number;
  readonly #watches: Map<string, Watch> = new Map();
  readonly #drafts: WeakMap<HttpRequest, Draft> = new WeakMap();
  /** Of the request that a connection has in hand, or that comes next. */
  readonly #times: WeakMap<Client, RequestTimes> = new WeakMap();
  /** Of those that were found, and whose answers may be on their way yet. */
  readonly #leaving: WeakMap<Client, RequestTimes[]> = new WeakMap();
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
    const found = watch?.found;
    if (found !== undefined) {
      // Its last bytes leave when it has been recorded, mostly at once.
      if (!found.times.isWritten && !found.isDue) {
        found.isDue = true;
        return null;
      }
      this.end(name);
      return { ...found.facts, phases: found.times.phases };
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

  /** See {@linkcode TrafficWatcher.arrived}. */
  arrived(client: Client): void {
    this.#leaving.delete(client);
    this.#timesOf(client).arrived(performance.now());
  }

  /** See {@linkcode TrafficWatcher.written}. */
  written(client: Client): void {
    const now = performance.now();
    this.#times.get(client)?.written(now);
    for (const times of this.#leaving.get(client) ?? []) times.written(now);
  }

  #timesOf(client: Client): RequestTimes {
    const known = this.#times.get(client);
    if (known !== undefined) return known;
    const times = new RequestTimes();
    this.#times.set(client, times);
    return times;
  }

  /** See {@linkcode Recorder.record}. */
  record(answered: Answered): void {
    const now = performance.now();
    const { request, client } = answered;
    const times = this.#timesOf(client);
    this.#times.set(client, new RequestTimes(now));
    times.recorded(now);
    const address = (request?.notes?.client ?? client).address;
    for (const [name, watch] of this.#watches) {
      if (watch.found === undefined && watch.until < now) this.#watches.delete(name);
      else if (watch.found === undefined && watch.matches(address, request?.target.path)) {
        watch.found = { facts: this.#factsOf(answered), times, isDue: false };
        this.#leaving.set(client, [...this.#leaving.get(client) ?? [], times]);
      }
    }
    if (this.#watches.size === 0) this.#detach();
  }

  #factsOf({ request, head, client, status, bytes, refusal }: Answered): Omit<Trace, "phases"> {
    const draft = request && this.#drafts.get(request);
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
    serving.watcher = this;
  }

  #detach(): void {
    const serving = this.#serving;
    if (this.#wrapped !== undefined && serving.pipeline === this.#wrapped.traced) {
      serving.pipeline = this.#wrapped.plain;
    }
    this.#wrapped = undefined;
    this.#error = undefined;
    serving.recorders = serving.recorders.filter((recorder) => recorder !== this);
    serving.watcher = undefined;
  }

  #wrap({ handle, error, cache }: Pipeline): Pipeline {
    return {
      handle: (request) => this.#follow(request, handle),
      error: (status, request) => this.#error = error(status, request),
      cache,
    };
  }

  #follow(request: HttpRequest, handle: Handler): ReturnType<Handler> {
    const times = this.#timesOf(request.client);
    const draft: Draft = { steps: [], times, response: undefined };
    this.#drafts.set(request, draft);
    const noted: HttpRequest = { ...request, decisions: decisionsOf(draft, performance.now()) };
    try {
      return afterwards(handle(noted), (response) => {
        times.answered(performance.now());
        draft.response = response;
        return response;
      });
    } finally {
      // One object for all copies of a request: whoever records it, or answers for a bug, looks at this one.
      if (noted.notes !== undefined) request.notes = noted.notes;
    }
  }
}

/** Takes down what is decided, and when, from now on. */
function decisionsOf({ steps, times }: Draft, begun: number): Decisions {
  times.handled(begun);
  return {
    note: (by, text) => {
      const now = performance.now();
      if (LOCATED_BY.has(by)) times.located(now);
      steps.push({ by, text, at: now - begun });
    },
    looksForFile: () => times.looked(performance.now()),
  };
}

function matcherOf({ block, path }: TraceFilter): Watch["matches"] {
  const isOfBlock = block === undefined ? undefined : compileBlocks([block]);
  const isPath = path === undefined ? undefined : compileGlob(path);
  return (address, asked) =>
    isOfBlock?.(address) !== false && (isPath === undefined || (asked !== undefined && isPath(asked)));
}
