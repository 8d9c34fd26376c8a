/**
 * Requests walked through rules before there are any: where would one end?
 *
 * @module
 */
import { type CapturingMatcher, compileCapturing } from "../../patterns/glob.ts";
import { fillLocation, parseLocation } from "../../patterns/location_template.ts";
import { fillPath, MOST_REWRITES } from "../../patterns/path_template.ts";
import type { RequestValues } from "../../patterns/request_values.ts";
import { parseTemplate } from "../../patterns/template.ts";
import type { Match, Rule } from "./rule_members.ts";

/** A request as far as rules can tell it from others: all but its path stays the same on its way. */
export interface WalkedRequest {
  readonly path: string;
  readonly method: string;
  /** What it fulfils beside that; a rule with other conditions is taken to be about other requests. */
  readonly conditions: string;
}

/** A rule, made ready to be walked. */
interface WalkedRule {
  readonly rule: Rule;
  readonly captures: CapturingMatcher;
  readonly conditions: string;
}

/** Where a request goes, and by which rule. */
interface Step {
  readonly request: WalkedRequest;
  readonly by: Rule;
}

/** How many steps a way may have, and how long its paths may become, before it is taken to have no end. */
const LONGEST_WAY = 50;
const LONGEST_PATH = 4096;
/** A host like any other. */
const HOST = "example.org";

/** The conditions of a rule beside its path and methods, in such a form that the same ones are the same text. */
export function conditionsOf({ header, address }: Match = {}): string {
  return JSON.stringify([header ?? [], address ?? []]);
}

/** No condition beside path and methods. */
const NO_CONDITIONS: string = conditionsOf();

/** Makes rules ready. */
export class RuleWalk {
  readonly #rules: readonly WalkedRule[];

  /** Takes rules in their order. */
  constructor(rules: readonly Rule[]) {
    this.#rules = rules.map((rule) => ({
      rule,
      captures: rule.match?.path === undefined ? () => [] : compileCapturing(rule.match.path),
      conditions: conditionsOf(rule.match),
    }));
  }

  /**
   * The paths that a request comes by when it is rewritten and redirected, if it comes by one of them twice, or never
   * to an end.
   *
   * @param first the rule that sends it on its way; where another one does, nothing is found
   * @returns undefined where the request is answered at last, or nobody can say
   */
  circle(request: WalkedRequest, first: Rule): readonly string[] | undefined {
    const way = [request.path];
    const seen = new Set([stateOf(request)]);
    let here = request;
    let rewrites = 0;
    for (let steps = 0; steps < LONGEST_WAY; steps++) {
      const next = this.#next(here);
      if (next === undefined || (steps === 0 && next.by !== first)) return undefined;
      const state = stateOf(next.request);
      way.push(next.request.path);
      rewrites = next.by.rewrite === undefined ? 0 : rewrites + 1;
      if (rewrites > MOST_REWRITES || seen.has(state) || next.request.path.length > LONGEST_PATH) return way;
      seen.add(state);
      here = next.request;
    }
    return way;
  }

  /** Where a request goes from here, and by which rule. */
  #next(request: WalkedRequest): Step | undefined {
    for (const { rule, captures, conditions } of this.#rules) {
      if (conditions !== NO_CONDITIONS && conditions !== request.conditions) continue;
      if (!hasMethod(rule.match, request.method)) continue;
      const taken = captures(request.path);
      if (taken === undefined) continue;
      const values = { ...request, captures: taken, host: HOST, query: undefined };
      if (rule.rewrite !== undefined) {
        const path = rewritten(rule.rewrite, values);
        if (path === request.path) continue;
        return path === undefined ? undefined : { request: { ...request, path }, by: rule };
      }
      if (rule.redirect !== undefined) return redirected(rule, request, values);
      if (rule.answer !== undefined || rule.handler !== undefined) return undefined;
    }
    return undefined;
  }
}

/** All that can change on the way. */
function stateOf({ method, path }: WalkedRequest): string {
  return `${method} ${path}`;
}

/** Has the rule this method, as a request is asked? */
export function hasMethod(match: Match | undefined, method: string): boolean {
  const methods: readonly string[] | undefined = match?.method;
  return methods === undefined || methods.includes(method) || (method === "HEAD" && methods.includes("GET"));
}

function rewritten(template: string, values: RequestValues): string | undefined {
  const parts = parseTemplate(template);
  return parts === undefined ? undefined : fillPath(parts, values);
}

/** Only within the site; and not where fields decide: an answer can change those of the next request, a cookie say. */
function redirected(rule: Rule, request: WalkedRequest, values: RequestValues): Step | undefined {
  const { redirect, match } = rule;
  const location = redirect === undefined ? undefined : parseLocation(redirect.to);
  if (redirect === undefined || location === undefined || location.scheme !== "") return undefined;
  if (match?.header !== undefined) return undefined;
  const path = decodedPath(fillLocation(location, values));
  const keepsMethod = redirect.status >= 307 || request.method === "HEAD";
  const next = { ...request, method: keepsMethod ? request.method : "GET" };
  return path === undefined ? undefined : { request: { ...next, path }, by: rule };
}

function decodedPath(location: string | undefined): string | undefined {
  const [path = ""] = location?.split(/[?#]/, 1) ?? [];
  try {
    return path === "" ? undefined : decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
