/**
 * The static handler as the settings want it.
 *
 * @module
 */
import { MADE_CODINGS } from "../../files/compression.ts";
import type { ContentRoot } from "../../files/content_root.ts";
import type { EntryCache } from "../../files/file_cache.ts";
import type { Freshness } from "../../files/freshness.ts";
import type { Turn } from "../../files/turn.ts";
import type { Settings } from "../../settings/settings.ts";
import type { Handler } from "../handler.ts";
import { directoryListing } from "../listing/directory_listing.ts";
import { staticFiles } from "../static_files.ts";
import { CodedFiles } from "./coded_files.ts";
import { FileDescriber } from "./file_describer.ts";
import { Locator } from "./locator.ts";
import { MadeFiles } from "./made_files.ts";
import { PathFields } from "./path_fields.ts";
import type { KeptFile } from "./kept_file.ts";
import { SiblingFinder } from "./siblings.ts";

/** What the static handler is made from. */
export interface StaticHandlerOptions {
  readonly settings: Settings;
  readonly root: ContentRoot;
  readonly cache: EntryCache<KeptFile>;
  readonly freshness: Freshness;
  readonly turn: Turn;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Brotli takes half a second for as much; who has larger files compresses them beforehand. */
const LARGEST_MADE = 16 * 1024 * 1024;

/** Makes the static handler. */
export function staticHandler(options: StaticHandlerOptions): Handler {
  const { settings, root, cache, freshness, turn, now } = options;
  const largestInMemory = Math.min(settings["cache.largestFile"], settings["cache.size"]);
  return staticFiles({
    locator: makeLocator(settings, root),
    describer: describer(settings),
    coded: new CodedFiles({
      siblings: settings["codings.siblings"] ? new SiblingFinder({ root, freshness, now }) : undefined,
      made: madeFiles(options),
      largestInMemory,
      cache,
      freshness,
      now,
    }),
    cache,
    freshness,
    turn,
    largestInMemory,
    listing: settings["files.listing"] ? directoryListing({ root }) : undefined,
    downloadQuery: settings["files.downloadQuery"],
    now,
  });
}

/** Makes what knows which file a path stands for. */
export function makeLocator(settings: Settings, root: ContentRoot): Locator {
  const fallback = settings["files.fallback"];
  return new Locator({
    root,
    index: settings["files.index"],
    cleanUrls: settings["files.cleanUrls"],
    trailingSlash: settings["files.trailingSlash"],
    fallback: fallback === "" ? "" : `/${fallback}`,
    listing: settings["files.listing"],
  });
}

function describer(settings: Settings): FileDescriber {
  return new FileDescriber({
    mediaTypes: { overrides: new Map(settings["files.mediaTypes"]), charset: settings["files.charset"] },
    pathFields: new PathFields({
      cacheControl: settings["headers.cacheControl"],
      immutable: settings["headers.immutable"],
      set: settings["headers.set"],
      download: settings["files.download"],
    }),
    coded: settings["codings.siblings"] || settings["codings.compress"].length > 0,
  });
}

function madeFiles({ settings, cache, now }: StaticHandlerOptions): MadeFiles {
  return new MadeFiles({
    codings: settings["codings.compress"].filter((coding) => MADE_CODINGS.includes(coding)),
    smallest: settings["codings.smallest"],
    // What is too large to be read into memory has a form that is not, but only if that can then be kept.
    largest: Math.min(LARGEST_MADE, Math.max(settings["cache.largestFile"], settings["cache.size"] / 4)),
    cache,
    now,
  });
}
