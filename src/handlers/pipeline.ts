/**
 * Puts the handlers together as the settings say: the only file that names them all.
 *
 * @module
 */
import { CachePart } from "../files/cache_part.ts";
import { ContentRoot } from "../files/content_root.ts";
import { type EntryCache, FileCache } from "../files/file_cache.ts";
import { Freshness } from "../files/freshness.ts";
import { Turn } from "../files/turn.ts";
import type { Decisions } from "../http/decisions.ts";
import type { HttpRequest } from "../http/request.ts";
import type { HttpResponse } from "../http/response.ts";
import type { Rule } from "../settings/routing/rule_members.ts";
import type { Settings } from "../settings/settings.ts";
import { type AccessChain, accessChain, clientChain } from "./access/access_chain.ts";
import type { FailedTries } from "./access/failed_tries.ts";
import { auditChain } from "./audit/audit_chain.ts";
import { withRequestId } from "./audit/request_id.ts";
import { allowedMethods } from "./allowed_methods.ts";
import { type Cors, cors } from "./cors.ts";
import { ErrorPages } from "./error_pages.ts";
import { noteFields } from "./field_notes.ts";
import { applicationHandlers, mountsOf } from "./fetch/fetch_chain.ts";
import type { FetchFunction } from "./fetch/fetch_handler.ts";
import { type Mount, mountFinder, mounts } from "./fetch/mounts.ts";
import { afterwards, compose, type Handler, type Middleware } from "./handler.ts";
import { limitChain, type SharedCounts } from "./limits/limit_chain.ts";
import { maintenance } from "./maintenance.ts";
import { STATIC } from "./routing/compiled_rule.ts";
import { siteRules } from "./routing/rules.ts";
import { type Site, Sites } from "./routing/sites.ts";
import { securityHeaders } from "./security_headers.ts";
import { contentPaths } from "./static/content_paths.ts";
import type { Locator } from "./static/locator.ts";
import type { KeptFile } from "./static/kept_file.ts";
import { makeLocator, staticHandler } from "./static/static_handler.ts";

/** What a pipeline needs beside the settings. */
export interface PipelineOptions {
  /** The settings. */
  readonly settings: Settings;
  /** The content root's real path. */
  readonly contentRoot: string;
  /** The real paths of the other sites' roots, by the paths that the settings have. */
  readonly siteRoots: ReadonlyMap<string, string>;
  /** The applications by the paths of their modules, as the settings have them. */
  readonly applications: ReadonlyMap<string, FetchFunction>;
  /** The error template that LINPR carries. */
  readonly errorTemplate: string;
  /** When the maintenance ends, in milliseconds since 1970; undefined: there is none. */
  readonly maintenance?: number | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Wrong passwords under the settings before, which still count. Default: none. */
  readonly tries?: FailedTries | undefined;
  /** What is counted together with all other workers. */
  readonly counts: SharedCounts;
}

/** Everything between a parsed request and the response to be written. */
export interface Pipeline {
  /** Answers a request. */
  readonly handle: Handler;
  /**
   * The answer where no handler can be asked, or one has thrown: a refused request, or a bug.
   *
   * @param request Absent where its head was refused.
   */
  readonly error: (status: number, request?: HttpRequest) => HttpResponse;
  /** The file cache, for the counters. */
  readonly cache: FileCache<KeptFile>;
}

/** What all sites share. */
interface Shared extends Pick<PipelineOptions, "settings" | "errorTemplate" | "maintenance" | "now"> {
  readonly turn: Turn;
  readonly freshness: Freshness;
  readonly secure: ((response: HttpResponse) => HttpResponse) | undefined;
  readonly access: AccessChain;
  readonly cors: Cors | undefined;
  /** What keeps to the limits of all sites together. */
  readonly limits: readonly Middleware[];
  /** The handlers that the settings name. */
  readonly named: ReadonlyMap<string, Handler>;
}

/** What a site has for itself. */
interface SiteParts {
  /** The real path of its root. */
  readonly directory: string;
  readonly cache: EntryCache<KeptFile>;
  readonly rules: readonly Rule[];
  /** What its rules are called in the settings. */
  readonly rulesKey: string;
}

/** Makes the chain of handlers that the settings ask for. */
export function makePipeline(options: PipelineOptions): Pipeline {
  const { settings, contentRoot, siteRoots, errorTemplate, now } = options;
  const turn = new Turn();
  const freshness = new Freshness({ validFor: settings["cache.validFor"], now, turn });
  const cache = new FileCache<KeptFile>(settings["cache.size"]);
  const secure = settings["headers.security"] ? securityHeaders() : undefined;
  const shared: Shared = {
    settings,
    errorTemplate,
    maintenance: options.maintenance,
    now,
    turn,
    freshness,
    secure,
    access: accessChain(settings, options.tries),
    cors: settings["headers.cors"].length > 0 ? cors(settings["headers.cors"]) : undefined,
    limits: limitChain(settings, options.counts),
    named: applicationHandlers(settings, options.applications),
  };
  const main = makeSite(shared, {
    directory: contentRoot,
    cache,
    rules: settings["routing.rules"],
    rulesKey: "routing.rules",
  });
  const sites = settings["routing.sites"].map(([name, { hosts, contentRoot, rules }]) => {
    const directory = siteRoots.get(contentRoot);
    if (directory === undefined) throw new TypeError(`The site ${name} has no root here.`);
    const part = new CachePart(cache, `${name}\0`);
    const site = makeSite(shared, {
      directory,
      cache: part,
      rules,
      rulesKey: `routing.sites.${name}.rules`,
    });
    return { name, hosts, ...site };
  });
  const byHost = sites.length === 0 ? undefined : new Sites(sites);
  const { outer, inner } = auditChain(settings);
  return {
    handle: compose(
      [...outer, ...clientChain(settings), ...inner],
      byHost === undefined ? main.handler : byHost.handler(main.handler),
    ),
    error: (status, request) => {
      if (request === undefined) return main.error(status);
      const page = (byHost?.of(request) ?? main).error(status);
      return withRequestId(shared.cors === undefined ? page : shared.cors.dress(page, request), request);
    },
    cache,
  };
}

function makeSite(shared: Shared, site: SiteParts): Pick<Site, "handler" | "error"> {
  const { settings, errorTemplate, maintenance: until, now, turn, freshness, secure } = shared;
  const { access, limits, named } = shared;
  const { directory, cache, rules, rulesKey } = site;
  const root = new ContentRoot({ directory, dotfiles: settings["files.dotfiles"] });
  const pages = new ErrorPages({ root, template: errorTemplate, freshness, turn, now });
  const error = (status: number): HttpResponse => {
    const page = pages.answer(status);
    return secure === undefined ? page : secure(page);
  };
  const dressed: Middleware[] = [
    ...(secure === undefined ? [] : [onAnswers(secure, { step: "security", why: "by headers.security" })]),
    onAnswers((response, decisions) => pages.dress(response, decisions)),
  ];
  if (until !== undefined) return { handler: compose(dressed, maintenance({ until, now })), error };
  const mounted = mountsOf(settings, named);
  const shown = shownPaths(makeLocator(settings, root), mounted, rules);
  const guards = access.byPassword(shown);
  const files = compose(
    [allowedMethods(["GET", "HEAD"])],
    staticHandler({ settings, root, cache, freshness, turn, now }),
  );
  const chain: Middleware[] = [
    ...(shared.cors === undefined ? [] : [shared.cors.answers]),
    ...dressed,
    ...limits,
    ...access.byAddress,
    ...(shared.cors === undefined ? [] : [shared.cors.preflights]),
    ...guards,
    ...(rules.length === 0 ? [] : [
      siteRules({
        rules,
        key: rulesKey,
        handlers: new Map([...named, [STATIC, files]]),
        guards,
        contentPaths: shown,
      }),
    ]),
    ...(mounted.length === 0 ? [] : [mounts(mounted)]),
  ];
  return { handler: compose(chain, files), error };
}

/** The paths under which what a path shows is found, too. */
function shownPaths(
  locator: Locator,
  mounted: readonly Mount[],
  rules: readonly Rule[],
): (path: string) => readonly string[] {
  const mountOf = mountFinder(mounted);
  // A rule may have a file sent where else an application would answer.
  const canBeFiles = rules.some(({ handler }) => handler === STATIC);
  return (path) => !canBeFiles && mountOf(path) !== undefined ? [path] : contentPaths(path, locator);
}

/**
 * A middleware that only has to do with answers.
 *
 * @param told What to say of the fields that it gives them; nothing where it says so itself.
 */
function onAnswers(
  change: (response: HttpResponse, decisions?: Decisions) => HttpResponse,
  told?: { readonly step: string; readonly why: string },
): Middleware {
  return (next) => (request) => {
    const { decisions } = request;
    if (decisions === undefined) return afterwards(next(request), change);
    return afterwards(next(request), (response) => {
      const changed = change(response, decisions);
      if (told !== undefined) noteFields(decisions, told, response, changed);
      return changed;
    });
  };
}
