/** A site that is asked by calling its handlers: everything between a parsed request and its response. */

import { makePlaceMemory, PlaceCounts } from "../../src/channel/place_counts.ts";
import { makeBucketMemory, RequestBuckets } from "../../src/channel/request_buckets.ts";
import type { FetchFunction } from "../../src/handlers/fetch/fetch_handler.ts";
import type { SharedCounts } from "../../src/handlers/limits/limit_chain.ts";
import { makePipeline, type Pipeline } from "../../src/handlers/pipeline.ts";
import type { HttpResponse } from "../../src/http/response.ts";
import { defaultSettings, type Settings } from "../../src/settings/settings.ts";
import { requestOf } from "./request.ts";

/** What workers count together, of one worker alone. */
export function sharedCounts(): SharedCounts {
  const buckets = new RequestBuckets(makeBucketMemory());
  return {
    take: (address, rate) => buckets.take(address, rate),
    places: new PlaceCounts(makePlaceMemory(1), 0),
  };
}

/** The template that a test's site carries. */
export const TEMPLATE = "<p>carried {}</p>";

/** What a test can ask. */
export interface Site {
  readonly pipeline: Pipeline;
  /** Answers a request such as `GET /a?b` with these field lines. */
  ask(line: string, ...lines: readonly string[]): Promise<HttpResponse>;
}

/**
 * Makes the handlers of a content root.
 *
 * @param settings what is to differ from the defaults
 * @param now the time that the handlers see, in milliseconds since 1970; default: the real one
 * @param applications by the paths of their modules; default: none
 */
export function siteOf(
  contentRoot: string,
  settings: Partial<Settings> = {},
  now: () => number = Date.now,
  applications: ReadonlyMap<string, FetchFunction> = new Map(),
): Site {
  const changed = { ...defaultSettings(), ...settings };
  const pipeline = makePipeline({
    settings: changed,
    contentRoot,
    siteRoots: new Map(changed["routing.sites"].map(([, { contentRoot }]) => [contentRoot, contentRoot])),
    applications,
    errorTemplate: TEMPLATE,
    now,
    counts: sharedCounts(),
  });
  return {
    pipeline,
    ask: async (line, ...lines) => await pipeline.handle(requestOf(line, lines)),
  };
}
