/**
 * Puts the handlers together as the settings say: the only file that names them all.
 *
 * @module
 */
import { ContentRoot } from "../files/content_root.ts";
import { FileCache } from "../files/file_cache.ts";
import { Freshness } from "../files/freshness.ts";
import type { HttpResponse } from "../http/response.ts";
import type { Settings } from "../settings/settings.ts";
import { accessChain, clientChain } from "./access/access_chain.ts";
import { allowedMethods } from "./allowed_methods.ts";
import { cors } from "./cors.ts";
import { ErrorPages } from "./error_pages.ts";
import { afterwards, compose, type Handler, type Middleware } from "./handler.ts";
import { securityHeaders } from "./security_headers.ts";
import type { CachedFile } from "./static/served_file.ts";
import { staticHandler } from "./static/static_handler.ts";

/** What a pipeline needs beside the settings. */
export interface PipelineOptions {
  /** The settings. */
  readonly settings: Settings;
  /** The content root's real path. */
  readonly contentRoot: string;
  /** The error template that LINPR carries. */
  readonly errorTemplate: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Everything between a parsed request and the response to be written. */
export interface Pipeline {
  /** Answers a request. */
  readonly handle: Handler;
  /** The answer where no handler can be asked: a refused request, or a bug. */
  readonly error: (status: number) => HttpResponse;
  /** The file cache, for the counters. */
  readonly cache: FileCache<CachedFile>;
}

/** Makes the chain of handlers that the settings ask for. */
export function makePipeline(options: PipelineOptions): Pipeline {
  const { settings, now } = options;
  const root = new ContentRoot({ directory: options.contentRoot, dotfiles: settings["files.dotfiles"] });
  const freshness = new Freshness({ validFor: settings["cache.validFor"], now });
  const pages = new ErrorPages({ root, template: options.errorTemplate, freshness, now });
  const cache = new FileCache<CachedFile>(settings["cache.size"]);
  const secure = settings["headers.security"] ? securityHeaders() : undefined;
  const chain: Middleware[] = [
    ...clientChain(settings),
    ...(settings["headers.cors"].length > 0 ? [cors(settings["headers.cors"])] : []),
    ...(secure === undefined ? [] : [onAnswers(secure)]),
    onAnswers((response) => pages.dress(response)),
    ...accessChain({ settings, root, now }),
    allowedMethods(["GET", "HEAD"]),
  ];
  return {
    handle: compose(chain, staticHandler({ settings, root, cache, freshness, now })),
    error: (status) => secure === undefined ? pages.answer(status) : secure(pages.answer(status)),
    cache,
  };
}

/** A middleware that only has to do with answers. */
function onAnswers(change: (response: HttpResponse) => HttpResponse): Middleware {
  return (next) => (request) => afterwards(next(request), change);
}
