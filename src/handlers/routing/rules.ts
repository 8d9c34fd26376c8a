/**
 * A site's rules: what is redirected, rewritten, answered or changed on its way.
 *
 * @module
 */
import { hostName } from "../../http/host.ts";
import type { HttpRequest } from "../../http/request.ts";
import { HttpResponse } from "../../http/response.ts";
import { MOST_REWRITES } from "../../patterns/path_template.ts";
import type { RequestValues } from "../../patterns/request_values.ts";
import type { Rule } from "../../settings/routing/rule_members.ts";
import { afterwards, compose, type Handler, type Middleware } from "../handler.ts";
import { type CompiledRule, compileRule, type NamedHandlers, type Outcome, STATIC } from "./compiled_rule.ts";
import type { FieldChange } from "./rule_fields.ts";

/** What {@linkcode siteRules} goes by. */
export interface SiteRulesOptions {
  /** The rules, in the order in which they are asked. */
  readonly rules: readonly Rule[];
  /** What they are called in the settings: `routing.rules`. */
  readonly key: string;
  /** Handlers by name; `static` is the one that is wrapped where it is not among them. */
  readonly handlers: NamedHandlers;
  /**
   * What stands between a rewritten request and its handler: it has another path now, which may be one that not
   * everybody may ask for.
   */
  readonly guards: readonly Middleware[];
  /**
   * The paths under which the content of a path is found, such as `/index.html` for `/`: who is refused one of them is
   * refused the content, unless an earlier rule has it sent.
   */
  readonly contentPaths: (path: string) => readonly string[];
}

/** Said of a rewrite to the path that is asked for. */
const NOTHING = "changes nothing";
const CIRCLE = new HttpResponse({ status: 500 });

/** Has rules asked before a handler; `OPTIONS *`, which is about no path, is not theirs. */
export function siteRules(options: SiteRulesOptions): Middleware {
  return (next) => {
    const rules = new SiteRules(options, next);
    return (request) => request.target.path.startsWith("/") ? rules.answer(request) : next(request);
  };
}

/** Where a request stands between its rules. */
interface Walk {
  request: HttpRequest;
  rewrites: number;
  /** What is to be made of the answer; a rule that is come by twice changes it once. */
  readonly changes: Map<FieldChange, RequestValues>;
}

class SiteRules {
  readonly #options: SiteRulesOptions;
  readonly #rules: readonly CompiledRule[];
  readonly #next: Handler;
  readonly #refuses: boolean;

  constructor(options: SiteRulesOptions, next: Handler) {
    this.#options = options;
    this.#next = next;
    const handlers = new Map([[STATIC, next] as const, ...options.handlers]);
    this.#rules = options.rules.map((rule) => compileRule(rule, handlers));
    this.#refuses = options.rules.some(({ answer }) => answer !== undefined && answer.status >= 400);
  }

  answer(request: HttpRequest): HttpResponse | Promise<HttpResponse> {
    const walk: Walk = { request, rewrites: 0, changes: new Map() };
    const by = changing(this.#handlerFor(walk), walk.changes);
    // The guards have the last word on an answer too: no rule makes a public one of what they let one person see.
    const handler = walk.rewrites === 0 ? by : compose(this.#options.guards, by);
    return handler(walk.request);
  }

  /** Whoever is to answer; after a rewrite the rules are asked anew, as if the other path had been asked for. */
  #handlerFor(walk: Walk): Handler {
    for (let number = 0; number < this.#rules.length;) {
      const outcome = this.#ask(number, walk);
      number++;
      if (outcome?.kind === "answered") {
        return outcome.sendsFiles === true ? this.#filesFor(walk, number, outcome.by) : outcome.by;
      }
      if (outcome?.kind !== "rewritten") continue;
      if (walk.rewrites++ === MOST_REWRITES) {
        this.#note(walk, number - 1, "goes round in a circle: 500");
        return () => CIRCLE;
      }
      const { request } = walk;
      walk.request = { ...request, target: { ...request.target, path: outcome.path } };
      number = 0;
    }
    return this.#filesFor(walk, this.#rules.length, this.#next);
  }

  /**
   * @param asked How many rules were asked before the files were to be sent.
   * @param files Who sends them.
   */
  #filesFor(walk: Walk, asked: number, files: Handler): Handler {
    return this.#refuses ? this.#refusalOf(walk, asked) ?? files : files;
  }

  /** What one of these rules answers to another path of the same content, if that is an error. */
  #refusalOf({ request, changes }: Walk, rules: number): Handler | undefined {
    const { decisions, ...asked } = request;
    const { target } = asked;
    const others = this.#options.contentPaths(target.path).filter((path) => path !== target.path);
    for (const path of others) {
      const other: Walk = {
        request: { ...asked, target: { ...target, path } },
        rewrites: 0,
        changes: new Map(),
      };
      const [number, outcome] = this.#firstWay(other);
      this.#takeOver(other.changes, changes);
      if (outcome?.kind !== "answered" || outcome.refuses !== true || number >= rules) continue;
      decisions?.note("rules", `${this.#options.key}[${number}] ${outcome.said}, as it does to ${path}`);
      return outcome.by;
    }
    return undefined;
  }

  /** Of the changes for another path only what the answer depends on holds for this one. */
  #takeOver(others: Walk["changes"], changes: Walk["changes"]): void {
    for (const { vary } of this.#rules) {
      const values = vary === undefined ? undefined : others.get(vary);
      if (vary !== undefined && values !== undefined) changes.set(vary, values);
    }
  }

  /** The first rule that ends the rules or begins them anew. */
  #firstWay(walk: Walk): readonly [number: number, outcome: Outcome | undefined] {
    for (const number of this.#rules.keys()) {
      const outcome = this.#ask(number, walk);
      if (outcome !== undefined && outcome.kind !== "goes on") return [number, outcome];
    }
    return [-1, undefined];
  }

  /** What a rule does; `undefined` where it is about other requests. */
  #ask(number: number, walk: Walk): Outcome | undefined {
    const rule = this.#rules[number];
    const { request, changes } = walk;
    const captures = rule?.captures(request);
    if (rule === undefined || captures === undefined) return undefined;
    const values = valuesOf(request, captures);
    if (rule.vary !== undefined) changes.set(rule.vary, values);
    if (rule.hasFields?.(request.fields) === false) return undefined;
    const outcome = rule.act(values);
    if (request.decisions !== undefined) this.#note(walk, number, toldOf(rule, outcome));
    if (rule.change !== undefined && !changes.has(rule.change)) changes.set(rule.change, values);
    return outcome;
  }

  #note({ request }: Walk, number: number, text: string): void {
    request.decisions?.note("rules", `${this.#options.key}[${number}] ${text}`);
  }
}

/** The handler whose answers have these changes made. */
function changing(handler: Handler, changes: Walk["changes"]): Handler {
  if (changes.size === 0) return handler;
  return (request) =>
    afterwards(handler(request), (response) => {
      let changed = response;
      for (const [change, values] of changes) changed = change(changed, values);
      return changed;
    });
}

function toldOf({ changed }: CompiledRule, outcome: Outcome): string {
  const said = outcome.kind === "answered"
    ? outcome.said
    : outcome.kind === "rewritten"
    ? `rewrites to ${outcome.path}`
    : "";
  return [changed, said].filter((text) => text !== "").join(", ") || NOTHING;
}

function valuesOf(request: HttpRequest, captures: readonly string[]): RequestValues {
  const { target: { path, query }, method } = request;
  return { path, query, host: hostName(request.host), method, captures };
}
