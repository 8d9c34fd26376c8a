/**
 * Cross-origin resource sharing (Fetch Standard §3.3): which other sites' pages may read answers.
 *
 * @module
 */
import { isFieldName } from "../http/grammar.ts";
import { trimSpace } from "../http/list.ts";
import type { HttpRequest } from "../http/request.ts";
import { type FieldLine, HttpResponse } from "../http/response.ts";
import { Dressing } from "./dressing.ts";
import { noteFields } from "./field_notes.ts";
import { afterwards, type Middleware } from "./handler.ts";

const ANY = "*";
const ALLOW_ORIGIN = "Access-Control-Allow-Origin";
/** What a page may read beside the few fields that it always may. */
const EXPOSED: FieldLine = [
  "Access-Control-Expose-Headers",
  "Content-Range, ETag, Accept-Ranges, Content-Length",
];
const ALLOW_METHODS: FieldLine = ["Access-Control-Allow-Methods", "GET, HEAD, OPTIONS"];
/** A day: browsers keep it for as long as they like, at most. */
const MAX_AGE: FieldLine = ["Access-Control-Max-Age", "86400"];
/** Where the answer depends on who asks, caches must know. */
const VARY: FieldLine = ["Vary", "Origin"];
/** To origins that are not allowed. */
const TO_OTHERS: readonly FieldLine[] = [VARY];

const CORS = { step: "cors", why: "by headers.cors" };

/** More names of fields than this are not worth an answer. */
const MOST_NAMES = 100;

/** What lets pages of other origins read answers. */
export interface Cors {
  /** Tells browsers so in answers. Around all that answers, refusals too: a page may see why it got nothing. */
  readonly answers: Middleware;
  /** Tells them so in an answer that no handler made. */
  readonly dress: (response: HttpResponse, request: HttpRequest) => HttpResponse;
  /**
   * Answers preflights, in which a browser asks whether a page may ask (§3.3.2). Within what refuses clients by their
   * address or how often they ask, but around what asks for a password, which a preflight never has (§3.3.5).
   */
  readonly preflights: Middleware;
}

/**
 * Makes both.
 *
 * @param origins The origins as browsers send them, or `*` for all.
 */
export function cors(origins: readonly string[]): Cors {
  const toAny: readonly FieldLine[] = [[ALLOW_ORIGIN, ANY], EXPOSED];
  const toAllowed = new Map(
    origins.map((origin) => [origin, [[ALLOW_ORIGIN, origin], EXPOSED, VARY] as readonly FieldLine[]]),
  );
  const linesFor = toAllowed.has(ANY)
    ? () => toAny
    : (request: HttpRequest) => toAllowed.get(request.fields.get("origin") ?? "") ?? TO_OTHERS;
  const dressing = new Dressing(withLines);
  return {
    answers: corsAnswers(linesFor, dressing),
    dress: (response, request) => dressing.put(response, linesFor(request)),
    preflights: corsPreflights(linesFor),
  };
}

/** What answers are given for the origin of a request. */
type LinesFor = (request: HttpRequest) => readonly FieldLine[];

function corsAnswers(linesFor: LinesFor, dressing: Dressing<readonly FieldLine[]>): Middleware {
  return (next) => (request) => {
    const lines = linesFor(request);
    return afterwards(next(request), (response) => {
      const dressed = dressing.put(response, lines);
      if (request.decisions !== undefined) noteFields(request.decisions, CORS, response, dressed);
      return dressed;
    });
  };
}

function corsPreflights(linesFor: LinesFor): Middleware {
  return (next) => (request) => {
    if (!isPreflight(request)) return next(request);
    const lines = linesFor(request);
    if (lines === TO_OTHERS) return next(request);
    request.decisions?.note("cors", "a browser asks whether a page of an origin in headers.cors may ask");
    return preflight(request, lines);
  };
}

/** An answer that has a rule of its own, by `headers.set`, keeps it. */
function withLines(response: HttpResponse, lines: readonly FieldLine[]): HttpResponse {
  return response.field(ALLOW_ORIGIN) === undefined ? response.withFields(lines) : response;
}

function isPreflight({ method, fields }: HttpRequest): boolean {
  return method === "OPTIONS" && fields.count("origin") > 0 &&
    fields.count("access-control-request-method") > 0;
}

/** Whatever fields a page wants to send, it may: none of them has an answer say more than it says to anybody. */
function preflight({ fields }: HttpRequest, lines: readonly FieldLine[]): HttpResponse {
  const asked = fieldNames(fields.get("access-control-request-headers"));
  const allowHeaders: FieldLine[] = asked === "" ? [] : [["Access-Control-Allow-Headers", asked]];
  const own = lines.filter((line) => line !== EXPOSED);
  return new HttpResponse({ status: 204, fields: [...own, ALLOW_METHODS, ...allowHeaders, MAX_AGE] });
}

/** The names that are asked for, those that can be none left out. */
function fieldNames(value: string | undefined): string {
  const names = (value ?? "").split(",", MOST_NAMES).map(trimSpace);
  return names.filter(isFieldName).join(", ");
}
