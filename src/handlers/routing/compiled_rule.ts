/**
 * A rule, made ready to be asked.
 *
 * @module
 */
import { fillLocation, type LocationTemplate, parseLocation } from "../../patterns/location_template.ts";
import { fillPath } from "../../patterns/path_template.ts";
import type { RequestValues } from "../../patterns/request_values.ts";
import { parseTemplate } from "../../patterns/template.ts";
import type { Rule } from "../../settings/routing/rule_members.ts";
import { HttpResponse } from "../../http/response.ts";
import type { Handler } from "../handler.ts";
import { redirectAnswer, statusAnswer } from "./rule_answer.ts";
import { type FieldChange, fieldChange, varyChange } from "./rule_fields.ts";
import { type CompiledMatch, compileMatch } from "./rule_match.ts";

/** What a rule does with a request. */
export type Outcome =
  /** Nothing that keeps the next rule from being asked. */
  | { readonly kind: "goes on" }
  | { readonly kind: "rewritten"; readonly path: string }
  | Answered;

/** A request has found its handler. */
export interface Answered {
  readonly kind: "answered";
  readonly by: Handler;
  /** For those who ask why. */
  readonly said: string;
  /** Whether that is an error, because the rule says so. */
  readonly refuses?: boolean;
  /** Whether it is the handler of the files. */
  readonly sendsFiles?: boolean;
}

/** A rule, made ready. */
export interface CompiledRule extends CompiledMatch {
  /** What it does with a request that it is about. */
  readonly act: (values: RequestValues) => Outcome;
  /** What it makes of the answer's fields, if anything. */
  readonly change: FieldChange | undefined;
  /** Tells caches of the fields that it asked about. */
  readonly vary: FieldChange | undefined;
  /** What it makes of the fields, for those who ask why. */
  readonly changed: string;
}

/** Handlers by the names that rules call them. */
export type NamedHandlers = ReadonlyMap<string, Handler>;

/** The name of the files' handler. */
export const STATIC = "static";

type Act = CompiledRule["act"];

const GOES_ON: Outcome = { kind: "goes on" };
const BAD_REQUEST = new HttpResponse({ status: 400 });
/** Only for requests that tell no host where one is needed, or have their values make dot segments. */
const REFUSED: Outcome = {
  kind: "answered",
  by: () => BAD_REQUEST,
  said: "400: no path or host can be made of it",
};

const UNAVAILABLE = new HttpResponse({ status: 503 });
/** An application that a reload named may wait for the next start; nobody else is to answer in its place. */
const NOT_THERE: Outcome = {
  kind: "answered",
  by: () => UNAVAILABLE,
  said: "503: its handler waits for a restart",
};

/** Makes a rule ready. */
export function compileRule(rule: Rule, handlers: NamedHandlers): CompiledRule {
  const match = compileMatch(rule.match);
  return {
    ...match,
    act: actOf(rule, handlers),
    change: fieldChange(rule),
    vary: match.hasFields === undefined ? undefined : varyChange(match.fieldNames),
    changed: changedText(rule),
  };
}

function actOf(rule: Rule, handlers: NamedHandlers): Act {
  const { redirect, rewrite, answer, handler } = rule;
  if (redirect !== undefined) return redirectAct(redirect.status, parseLocation(redirect.to));
  if (rewrite !== undefined) return rewriteAct(rewrite);
  if (answer !== undefined) {
    const response = statusAnswer(answer);
    const { status } = response;
    return always({
      kind: "answered",
      by: () => response,
      said: `answers ${status}`,
      refuses: status >= 400,
    });
  }
  if (handler === undefined) return always(GOES_ON);
  const by = handlers.get(handler);
  return always(
    by === undefined ? NOT_THERE : {
      kind: "answered",
      by,
      said: `has ${handler} answer`,
      sendsFiles: handler === STATIC,
    },
  );
}

function always(outcome: Outcome): Act {
  return () => outcome;
}

function redirectAct(status: number, template: LocationTemplate | undefined): Act {
  return (values) => {
    const location = template === undefined ? undefined : fillLocation(template, values);
    if (location === undefined) return REFUSED;
    const response = redirectAnswer(status, location);
    return { kind: "answered", by: () => response, said: `redirects with ${status} to ${location}` };
  };
}

function rewriteAct(template: string): Act {
  const parts = parseTemplate(template) ?? [];
  return (values) => {
    const path = fillPath(parts, values);
    if (path === undefined) return REFUSED;
    return path === values.path ? GOES_ON : { kind: "rewritten", path };
  };
}

function changedText({ remove = [], set = [], add = [], cacheControl }: Rule): string {
  return [
    ...(remove.length > 0 ? [`removes ${remove.join(", ")}`] : []),
    ...(set.length > 0 ? [`sets ${set.map(([name]) => name).join(", ")}`] : []),
    ...(add.length > 0 ? [`adds ${add.map(([name]) => name).join(", ")}`] : []),
    ...(cacheControl === undefined ? [] : [`says Cache-Control: ${cacheControl}`]),
  ].join(", ");
}
