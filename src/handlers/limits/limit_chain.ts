/**
 * The limits that hold for requests, as the settings of the section `limits` say.
 *
 * @module
 */
import type { Settings } from "../../settings/settings.ts";
import type { Middleware } from "../handler.ts";
import { concurrency, type Places } from "./concurrency.ts";
import { requestRate } from "./request_rate.ts";

/** What all workers count together. */
export interface SharedCounts {
  /** Takes one request from what an address may make at a rate: whether there was one. */
  readonly take: (address: string, rate: { readonly perSecond: number; readonly burst: number }) => boolean;
  readonly places: Places;
}

/** The middlewares that keep to the limits, the outermost first; none where the settings ask for none. */
export function limitChain(settings: Settings, { take, places }: SharedCounts): readonly Middleware[] {
  const perSecond = settings["limits.requestsPerSecond"];
  const rate = { perSecond, burst: settings["limits.burst"] || perSecond };
  const limits = settings["limits.concurrent"];
  return [
    ...(perSecond > 0 ? [requestRate({ take: (address) => take(address, rate) })] : []),
    ...(limits.length > 0 ? [concurrency({ limits, places })] : []),
  ];
}
