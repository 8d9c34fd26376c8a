/**
 * How many requests may be in hand at a time, by path (RFC 9110 §15.6.4).
 *
 * @module
 */
import type { HttpRequest } from "../../http/request.ts";
import { HttpResponse } from "../../http/response.ts";
import { compileGlob, type PathMatcher } from "../../patterns/glob.ts";
import { afterwards, type Handler, type Middleware } from "../handler.ts";
import { heldBody } from "./held_body.ts";

/** Counts the requests in hand, of all workers. */
export interface Places {
  /** Takes a place of a kind: how many are taken now, this one included. */
  enter(kind: number): number;
  /** Gives a place of a kind back. */
  leave(kind: number): void;
}

/** What {@linkcode concurrency} needs. */
export interface ConcurrencyOptions {
  /**
   * Globs, and the most requests in hand for what each matches; a glob's number in here is its kind of place. Where
   * a reload moves globs, requests in hand count for what has their place now, until they end.
   */
  readonly limits: readonly (readonly [glob: string, most: number])[];
  readonly places: Places;
}

interface Limit {
  readonly kind: number;
  readonly glob: string;
  readonly matches: PathMatcher;
  readonly most: number;
}

/** Nobody knows when a place is free: soon, if anything. */
const RETRY_AFTER = ["Retry-After", "1"] as const;

/**
 * Answers 503 where as many requests are in hand as may be. A request has its place until its answer was sent or
 * given up.
 */
export function concurrency({ limits, places }: ConcurrencyOptions): Middleware {
  const refused = new HttpResponse({ status: 503, fields: [RETRY_AFTER] });
  const all = limits.map(([glob, most], kind): Limit => ({ kind, glob, matches: compileGlob(glob), most }));
  return (next) => (request) => {
    const concerned = all.filter(({ matches }) => matches(request.target.path));
    if (concerned.length === 0) return next(request);
    const full = enter(concerned, places);
    if (full === undefined) {
      request.decisions?.note("limits", "there is a place among those of limits.concurrent");
      return answerThenLeave(request, next, () => leave(concerned, places));
    }
    request.decisions?.note(
      "limits",
      `limits.concurrent lets ${full.most} at a time ask for ${full.glob}: 503`,
    );
    return refused;
  };
}

/** Takes a place of each kind, or none: the first limit that has no place left. */
function enter(limits: readonly Limit[], places: Places): Limit | undefined {
  for (const [index, limit] of limits.entries()) {
    if (places.enter(limit.kind) <= limit.most) continue;
    leave(limits.slice(0, index + 1), places);
    return limit;
  }
  return undefined;
}

function leave(limits: readonly Limit[], places: Places): void {
  for (const { kind } of limits) places.leave(kind);
}

function answerThenLeave(request: HttpRequest, next: Handler, done: () => void): ReturnType<Handler> {
  try {
    const answer = afterwards(next(request), (response) => held(response, done));
    return answer instanceof Promise ? answer.catch((error) => giveUp(error, done)) : answer;
  } catch (error) {
    return giveUp(error, done);
  }
}

function giveUp(error: unknown, done: () => void): never {
  done();
  throw error;
}

/** The answer, which tells when it is done with; without a body that is at once. */
function held(response: HttpResponse, done: () => void): HttpResponse {
  const { status, fields, body, length } = response;
  if (body === null) {
    done();
    return response;
  }
  return new HttpResponse({
    status,
    fields,
    body: heldBody(body, done),
    ...(length !== undefined && { length }),
  });
}
