/** All tables of static files. */

import type { StaticSite } from "./case.ts";
import { CODINGS, CODINGS_CHOSEN, CODINGS_OFF } from "./codings.ts";
import { CACHING, CORS_ANY, CORS_LISTED, DOWNLOADS, NO_EXTRAS, SECURITY } from "./fields.ts";
import { NAMED } from "./names.ts";
import { CLEAN, CLEAN_SLASH, DIRECTORIES, FALLBACK, LISTING, NO_SLASH } from "./paths.ts";
import { PRECONDITIONS } from "./preconditions.ts";
import { RANGES } from "./ranges.ts";

/** Each has a site of its own. */
export const STATIC_SITES: readonly StaticSite[] = [
  PRECONDITIONS,
  RANGES,
  CODINGS,
  CODINGS_OFF,
  CODINGS_CHOSEN,
  DIRECTORIES,
  CLEAN,
  CLEAN_SLASH,
  NO_SLASH,
  FALLBACK,
  LISTING,
  CACHING,
  DOWNLOADS,
  SECURITY,
  NO_EXTRAS,
  CORS_ANY,
  CORS_LISTED,
  NAMED,
];
